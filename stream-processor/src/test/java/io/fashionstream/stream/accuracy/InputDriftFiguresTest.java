package io.fashionstream.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.InputMeasure;
import io.fashionstream.event.ModelHealth.Drift.Verdict;
import io.fashionstream.event.ModelHealth.InputDrift;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class InputDriftFiguresTest {
    private static final List<Long> TENTHS = Collections.nCopies(10, 100L);

    /**
     * Of two bins with 100 of 1,000 and 30 and 10 of 200 images: index (0.15 - 0.1) ln 1.5 + (0.05 - 0.1) ln 0.5; chi-square
     * with sqrt(0.2): (100 s - 30 / s)^2 / 130 = 3.846154 and (100 s - 10 / s)^2 / 110 = 4.545455.
     */
    @Test
    void indexAndTestAreThoseOfTheFormulas() {
        InputDrift drift = of(30, 10, 20, 20, 20, 20, 20, 20, 20, 20);

        assertThat(drift.populationStabilityIndex()).isEqualTo(0.054931, within(1e-6));
        assertThat(drift.chiSquare()).isEqualTo(3.846154 + 4.545455, within(1e-6));
        // The upper tail of chi-square with 9 degrees of freedom, by its series.
        assertThat(drift.pValue()).isEqualTo(0.495213, within(1e-6));
        assertThat(drift.verdict()).isEqualTo(Verdict.STABLE);
    }

    @Test
    void equalSharesAreStable() {
        InputDrift drift = of(20, 20, 20, 20, 20, 20, 20, 20, 20, 20);

        assertThat(drift.populationStabilityIndex()).isZero();
        assertThat(drift.pValue()).isEqualTo(1);
    }

    @Test
    void anotherKindOfPictureIsALargeDrift() {
        InputDrift drift = of(0, 0, 0, 0, 0, 0, 0, 0, 0, 200);

        assertThat(drift.verdict()).isEqualTo(Verdict.LARGE);
        assertThat(drift.pValue()).isLessThan(1e-12);
        assertThat(drift.observed()).endsWith(200L);
    }

    @Test
    void fewLabelsHaveNoVerdict() {
        InputDrift drift = of(0, 0, 0, 0, 0, 0, 0, 0, 0, 199);

        assertThat(drift.verdict()).isEqualTo(Verdict.TOO_FEW_LABELS);
        assertThat(drift.populationStabilityIndex()).isNull();
        assertThat(drift.pValue()).isNull();
    }

    /** The index alone is over 0.1 by chance about once in fifty windows of 200 labels. */
    @Test
    void chanceSeldomMakesAVerdict() {
        Random random = new Random(19);
        int moderate = 0;
        int indexOver = 0;
        for (int window = 0; window < 5000; window++) {
            long[] counts = new long[10];
            for (int label = 0; label < 200; label++) {
                counts[random.nextInt(10)]++;
            }
            InputDrift drift = InputDriftFigures.of(InputMeasure.INK, Collections.nCopies(10, 5_000L), counts(counts));
            moderate += drift.verdict() == Verdict.STABLE ? 0 : 1;
            Double index = drift.populationStabilityIndex();
            indexOver += index != null && index >= 0.1 ? 1 : 0;
        }

        assertThat(moderate).isLessThanOrEqualTo(15);
        assertThat(indexOver).isGreaterThan(50);
    }

    private static InputDrift of(long... observed) {
        return InputDriftFigures.of(InputMeasure.INK, TENTHS, counts(observed));
    }

    private static List<Long> counts(long... counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
