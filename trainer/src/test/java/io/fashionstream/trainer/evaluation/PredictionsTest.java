package io.fashionstream.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.Classes;
import org.junit.jupiter.api.Test;

final class PredictionsTest {
    @Test
    void probabilitiesAreTheSoftmaxOfTheLogitsByTemperature() {
        RandomPredictions random = new RandomPredictions(1, 50, 1);
        Predictions predictions = random.predictions();

        for (int i = 0; i < predictions.size(); i++) {
            assertThat(predictions.probabilities(i, 1.7))
                    .containsExactly(RandomPredictions.softmax(random.logits[i], 1.7), within(1e-12));
            assertThat(predictions.confidence(i, 1.7))
                    .isEqualTo(
                            RandomPredictions.softmax(random.logits[i], 1.7)[predictions.predicted(i)], within(1e-12));
        }
    }

    @Test
    void largeLogitsDoNotOverflow() {
        float[] logits = {900, 899, 0, 0, 0, 0, 0, 0, 0, 0};
        Predictions predictions = new Predictions(new float[][] {logits}, new byte[] {1}, Classes.FASHION_MNIST);

        assertThat(predictions.confidence(0, 1)).isEqualTo(1 / (1 + Math.exp(-1)), within(1e-12));
        assertThat(predictions.meanNegativeLogLikelihood(1)).isEqualTo(1 + Math.log(1 + Math.exp(-1)), within(1e-9));
        assertThat(predictions.freeEnergy(0)).isEqualTo(-900 - Math.log(1 + Math.exp(-1)), within(1e-9));
    }

    @Test
    void tenEqualLogitsAreChance() {
        Predictions predictions = new Predictions(new float[1][10], new byte[] {4}, Classes.FASHION_MNIST);

        assertThat(predictions.predicted(0)).isZero();
        assertThat(predictions.confidence(0, 3)).isEqualTo(0.1, within(1e-12));
        assertThat(predictions.freeEnergy(0)).isEqualTo(-Math.log(10), within(1e-12));
    }

    @Test
    void outputsThatCannotBeMeasuredAreRefused() {
        float[][] one = new float[1][10];
        float[][] broken = {{0, 0, 0, 0, Float.NaN, 0, 0, 0, 0, 0}};

        assertThatThrownBy(() -> new Predictions(new float[0][], new byte[0], Classes.FASHION_MNIST))
                .hasMessage("at least 1 prediction is needed, got none");
        assertThatThrownBy(() -> new Predictions(one, new byte[2], Classes.FASHION_MNIST))
                .hasMessage("1 rows of logits do not fit 2 labels");
        assertThatThrownBy(() -> new Predictions(new float[1][9], new byte[1], Classes.FASHION_MNIST))
                .hasMessage("expected 10 logits, got 9 of image 0");
        assertThatThrownBy(() -> new Predictions(broken, new byte[1], Classes.FASHION_MNIST))
                .hasMessage("logits must be finite, got NaN of image 0");
        assertThatThrownBy(() -> new Predictions(one, new byte[] {10}, Classes.FASHION_MNIST))
                .hasMessage("label must be 0 to 9, got 10 of image 0");
    }
}
