package io.fashionstream.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ProductClass;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LikelihoodGainTest {
    private static final Classes TWO = new Classes(
            List.of(new ProductClass(new Category("YES"), "yes"), new ProductClass(new Category("NO"), "no")));

    @Test
    void theMeanAndItsErrorAreThoseOfTheDifferencesOfEachImage() {
        Predictions earlier = sure(0.5, 0.5, 0.5, 0.5);
        Predictions later = sure(0.8, 0.6, 0.9, 0.5);

        LikelihoodGain gain = LikelihoodGain.of(earlier, 1, later, 1);

        // log(0.5 / 0.8), log(0.5 / 0.6), log(0.5 / 0.9), 0: their mean and deviation (n - 1), computed by hand.
        assertThat(gain.difference()).isEqualTo(-0.310028, within(1e-5));
        assertThat(gain.standardError()).isEqualTo(0.133906, within(1e-5));
        assertThat(gain.isClear()).isTrue();
    }

    @Test
    void inTheOtherOrderTheSameIsALoss() {
        Predictions earlier = sure(0.8, 0.6, 0.9, 0.5);
        Predictions later = sure(0.5, 0.5, 0.5, 0.5);

        LikelihoodGain loss = LikelihoodGain.of(earlier, 1, later, 1);

        assertThat(loss.difference()).isEqualTo(0.310028, within(1e-5));
        assertThat(loss.isClear()).isFalse();
    }

    @Test
    void eachIsReadAtItsOwnTemperature() {
        Predictions predictions = sure(0.9, 0.6);

        assertThat(LikelihoodGain.of(predictions, 1, predictions, 1).difference())
                .isZero();
        assertThat(LikelihoodGain.of(predictions, 1, predictions, 0.5).difference())
                .isNegative();
        assertThat(LikelihoodGain.of(predictions, 0.5, predictions, 1).difference())
                .isPositive();
    }

    @Test
    void noDifferenceAndASmallOneAreNotClear() {
        assertThat(LikelihoodGain.of(sure(0.9, 0.6), 1, sure(0.9, 0.6), 1).isClear())
                .isFalse();
        assertThat(LikelihoodGain.of(sure(0.9, 0.6, 0.5), 1, sure(0.91, 0.59, 0.52), 1)
                        .isClear())
                .isFalse();
    }

    @Test
    void predictionsOfOtherImagesAreRefused() {
        assertThatThrownBy(() -> LikelihoodGain.of(sure(0.5, 0.5, 0.5), 1, sure(0.5, 0.5), 1))
                .hasMessage("expected 2 images or more in both, got 3");
    }

    /** Images of the first class that were given it with these probabilities. */
    private static Predictions sure(double... probabilities) {
        float[][] logits = IntStream.range(0, probabilities.length)
                .mapToObj(i -> new float[] {(float) Math.log(probabilities[i] / (1 - probabilities[i])), 0})
                .toArray(float[][]::new);
        return new Predictions(logits, new byte[probabilities.length], TWO);
    }
}
