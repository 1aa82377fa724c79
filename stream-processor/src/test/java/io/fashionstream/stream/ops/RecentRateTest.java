package io.fashionstream.stream.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RecentRateTest {
    private static final Offset<Double> A_LITTLE = within(1e-9);

    private double seconds;
    private double count;
    private final RecentRate rate = new RecentRate(() -> count, () -> Math.round(seconds * 1e9));

    @Test
    void beforeAnythingHappenedItIsZero() {
        assertThat(rate.perSecond()).isZero();
    }

    @Test
    void whoAsksEverySecondGetsTheLastFive() {
        for (int second = 1; second <= 20; second++) {
            after(1, second <= 10 ? 100 : 0);
            double lastFive = second <= 10 ? 100 : Math.max(0, 100 - 20 * (second - 10));
            assertThat(rate.perSecond()).as("second %s", second).isCloseTo(lastFive, A_LITTLE);
        }
    }

    @Test
    void whoAsksSeldomGetsTheTimeBetween() {
        after(600, 6_000);
        assertThat(rate.perSecond()).isCloseTo(10, A_LITTLE);

        after(600, 3_000);
        assertThat(rate.perSecond()).isCloseTo(5, A_LITTLE);
    }

    @Test
    void severalWhoAskAtOnceGetTheSame() {
        after(2, 200);

        assertThat(rate.perSecond()).isCloseTo(100, A_LITTLE);
        assertThat(rate.perSecond()).isCloseTo(100, A_LITTLE);
    }

    private void after(double moreSeconds, double more) {
        seconds += moreSeconds;
        count += more;
    }
}
