package io.fashionstream.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class McNemarTestTest {
    /** Twice the smaller tail of fair coins: of 7 coins (1 + 7) / 128, of 5 coins 1 / 32, of 6 coins (1 + 6 + 15) / 64. */
    @ParameterizedTest
    @CsvSource({"1, 6, 0.125", "0, 5, 0.0625", "2, 4, 0.6875", "3, 3, 1", "0, 0, 1", "0, 1, 1"})
    void fewImagesAreTestedByCoins(int onlyA, int onlyB, double expected) {
        McNemarTest test = McNemarTest.of(new PairedOutcomes(900, onlyA, onlyB, 90));

        assertThat(test.exact()).isTrue();
        assertThat(test.pValue()).isEqualTo(expected, within(1e-12));
        assertThat(McNemarTest.of(new PairedOutcomes(900, onlyB, onlyA, 90))).isEqualTo(test);
    }

    /**
     * Approval of a prime minister, asked twice: Agresti, "Categorical Data Analysis", second edition, section 10.1. There
     * without correction (86 - 150)^2 / 236 = 17.36; with it 63^2 / 236.
     */
    @Test
    void manyImagesAreTestedByChiSquareWithTheCorrection() {
        McNemarTest test = McNemarTest.of(new PairedOutcomes(794, 150, 86, 570));

        assertThat(test.exact()).isFalse();
        assertThat(test.statistic()).isEqualTo(3969.0 / 236, within(1e-12));
        // With one degree of freedom: erfc(sqrt(3969 / 236 / 2)).
        assertThat(test.pValue()).isEqualTo(4.1146e-5, within(1e-8));
    }

    @Test
    void evenCountsAreNoEvidence() {
        McNemarTest test = McNemarTest.of(new PairedOutcomes(10, 40, 40, 10));

        assertThat(test.statistic()).isZero();
        assertThat(test.pValue()).isEqualTo(1);
    }

    @Test
    void theExactTestEndsWhereChiSquareBegins() {
        McNemarTest exact = McNemarTest.of(new PairedOutcomes(0, 8, 16, 0));
        McNemarTest corrected = McNemarTest.of(new PairedOutcomes(0, 8, 17, 0));

        assertThat(exact.exact()).isTrue();
        assertThat(corrected.exact()).isFalse();
        // Exactly 0.151590 and, for 25 images, 0.107752.
        assertThat(exact.pValue()).isEqualTo(0.151590, within(1e-6));
        assertThat(corrected.pValue()).isEqualTo(0.107752, within(2e-3));
    }
}
