package io.fashionstream.stream.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aRateIsWhatWasAnsweredSinceTheMomentBefore() {
        History history = new History(() -> moment(0, 0));
        history.add(moment(0, 100));
        history.add(moment(10, 300));
        history.add(moment(15, 300));

        assertThat(history.columns().seconds())
                .containsExactly(START.getEpochSecond(), START.getEpochSecond() + 10, START.getEpochSecond() + 15);
        assertThat(history.columns().imagesPerSecond()).containsExactly(null, 20.0, 0.0);
    }

    @Test
    void whatIsNotKnownIsNull() {
        History history = new History(() -> moment(0, 0));
        history.add(new History.Moment(START, 0, null, null, null, null, null));

        assertThat(history.columns().waiting()).containsOnlyNulls().hasSize(1);
        assertThat(history.columns().accuracy()).containsOnlyNulls().hasSize(1);
    }

    @Test
    void itHoldsOneHourAndNoMore() {
        History history = new History(() -> moment(0, 0));
        for (int i = 0; i <= History.KEPT; i++) {
            history.add(moment(10 * i, i));
        }

        assertThat(History.STEP.multipliedBy(History.KEPT).toHours()).isEqualTo(1);
        assertThat(history.columns().seconds())
                .hasSize(History.KEPT)
                .startsWith(START.getEpochSecond() + 10)
                .endsWith(START.getEpochSecond() + 10 * History.KEPT);
    }

    @Test
    void theFirstMomentIsNotedAtOnceAndAFailureCostsThatMomentOnly() {
        AtomicInteger asked = new AtomicInteger();
        try (History broken = new History(() -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("on purpose");
                });
                History sound = new History(() -> moment(0, 7))) {
            broken.start();
            sound.start();

            await().until(() -> asked.get() == 1);
            await().until(() -> sound.columns().seconds().size() == 1);
            assertThat(broken.columns().seconds()).isEmpty();
        }
    }

    private static History.Moment moment(int second, long answered) {
        return new History.Moment(START.plusSeconds(second), answered, 1.0, 2.0, 3L, 0.9, "model");
    }
}
