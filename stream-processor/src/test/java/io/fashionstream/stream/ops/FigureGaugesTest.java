package io.fashionstream.stream.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.InputMeasure;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FigureGaugesTest {
    private static final Duration VALIDITY = Duration.ofSeconds(35);
    private static final List<ModelFigures> FIGURES =
            List.of(new ModelFigures(List.of(), health(), Set.of(), Map.of()));

    private final Object task = new Object();
    private long nanos = Long.MAX_VALUE - 5;
    private final FigureGauges gauges = new FigureGauges(() -> nanos);

    @Test
    void nothingIsShownBeforeAnythingWasComputed() {
        assertThat(gauges.collect().size()).isZero();
    }

    @Test
    void figuresAreShownUntilTheirTaskEnds() {
        gauges.show(task, VALIDITY, FIGURES);
        assertThat(gauges.collect().size()).isPositive();

        gauges.withdraw(task);
        assertThat(gauges.collect().size()).isZero();
    }

    @Test
    void aTaskThatEndsLateDoesNotTakeAwayWhatItsSuccessorShows() {
        gauges.show(task, VALIDITY, FIGURES);
        gauges.show(new Object(), VALIDITY, FIGURES);

        gauges.withdraw(task);

        assertThat(gauges.collect().size()).isPositive();
    }

    @Test
    void figuresThatNobodyRenewsAreNotShownForEver() {
        gauges.show(task, VALIDITY, FIGURES);

        nanos += VALIDITY.toNanos();
        assertThat(gauges.collect().size()).isPositive();
        nanos += 1;
        assertThat(gauges.collect().size()).isZero();
    }

    private static ModelHealth health() {
        return new ModelHealth(
                ModelAlias.CHAMPION,
                "a".repeat(64),
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                new ModelHealth.Calibration(null, List.of()),
                new ModelHealth.Drift(ModelHealth.Drift.Verdict.NO_BASELINE, null, Map.of(), Map.of()),
                List.of(new ModelHealth.InputDrift(
                        InputMeasure.INK,
                        ModelHealth.Drift.Verdict.LARGE,
                        0.41,
                        99.0,
                        1e-9,
                        Collections.nCopies(10, 500L),
                        Collections.nCopies(10, 30L))),
                null,
                new ModelHealth.Intake(0, 0, 0, 0, 0, 0, 0, 0, null),
                1,
                List.of(),
                Instant.EPOCH);
    }
}
