package io.fashionstream.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PairedOutcomesTest {
    /** With 1.960 * sqrt(237 - 64^2 / 1602) / 1602 = 0.018733 around -64 / 1602 = -0.039950. */
    @Test
    void theIntervalIsAgrestisAndMins() {
        Difference accuracy = new PairedOutcomes(794, 150, 86, 570).accuracy();

        assertThat(accuracy.a()).isEqualTo(944 / 1600.0);
        assertThat(accuracy.b()).isEqualTo(880 / 1600.0);
        assertThat(accuracy.low()).isEqualTo(-0.058683, within(1e-6));
        assertThat(accuracy.high()).isEqualTo(-0.021217, within(1e-6));
        assertThat(accuracy.isClear()).isTrue();
    }

    @Test
    void modelsThatAgreeOnAFewImagesMayStillDiffer() {
        Difference accuracy = new PairedOutcomes(10, 0, 0, 0).accuracy();

        assertThat(accuracy.difference()).isZero();
        assertThat(accuracy.low()).isEqualTo(-0.163330, within(1e-6));
        assertThat(accuracy.high()).isEqualTo(0.163330, within(1e-6));
        assertThat(accuracy.isClear()).isFalse();
    }

    @Test
    void theOtherOrderTurnsTheSigns() {
        assertThat(new PairedOutcomes(794, 86, 150, 570).accuracy())
                .isEqualTo(new PairedOutcomes(794, 150, 86, 570).accuracy().mirrored());
        assertThat(new PairedOutcomes(0, 0, 0, 0).accuracy())
                .isEqualTo(new PairedOutcomes(0, 0, 0, 0).accuracy().mirrored());
    }

    /** Of 4,000 made-up comparisons whose true difference is known, about one in twenty may miss it. */
    @Test
    void theIntervalCoversTheTruthAboutAsOftenAsItSays() {
        Random random = new Random(19);
        int covered = 0;
        for (int trial = 0; trial < 4000; trial++) {
            int[] counts = new int[4];
            for (int image = 0; image < 200; image++) {
                double place = random.nextDouble();
                counts[place < 0.85 ? 0 : place < 0.89 ? 1 : place < 0.95 ? 2 : 3]++;
            }
            Difference difference = new PairedOutcomes(counts[0], counts[1], counts[2], counts[3]).accuracy();
            covered += difference.low() <= 0.02 && difference.high() >= 0.02 ? 1 : 0;
        }

        assertThat(covered / 4000.0).isBetween(0.94, 0.97);
    }
}
