package io.fashionstream.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest.CertaintyThreshold;
import io.fashionstream.event.ModelManifest.OutOfDistributionRule;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CalibrationTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2.5})
    void theTemperatureThatMadeTheDataIsFound(double trueTemperature) {
        Predictions predictions = new RandomPredictions(11, 20_000, trueTemperature).predictions();

        assertThat(Calibration.fitTemperature(predictions)).isEqualTo(trueTemperature, within(0.03 * trueTemperature));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noTemperatureOfAFineGridIsBetter(long seed) {
        Predictions predictions = new RandomPredictions(seed, 300, 1.8).predictions();

        Calibration calibration = Calibration.fit(predictions);

        double bestOfGrid = DoubleStream.iterate(0.05, t -> t <= 20, t -> t * 1.002)
                .map(predictions::meanNegativeLogLikelihood)
                .min()
                .orElseThrow();
        assertThat(calibration.negativeLogLikelihoodAfter()).isLessThanOrEqualTo(bestOfGrid + 1e-12);
        assertThat(calibration.negativeLogLikelihoodAfter())
                .isEqualTo(predictions.meanNegativeLogLikelihood(calibration.temperature()));
        assertThat(calibration.negativeLogLikelihoodBefore()).isEqualTo(predictions.meanNegativeLogLikelihood(1));
    }

    @Test
    void aNetworkThatIsAlwaysRightOrNeverGetsAnEndOfTheRange() {
        int[] truth = {0, 1, 2, 3};

        assertThat(Calibration.fitTemperature(ClassificationReportTest.labelled(truth, truth)))
                .isEqualTo(0.05, within(1e-6));
        assertThat(Calibration.fitTemperature(ClassificationReportTest.labelled(truth, new int[] {5, 6, 7, 8})))
                .isEqualTo(20, within(1e-3));
    }

    @Test
    void calibrationMakesTheErrorOfTooSureOutputsSmall() {
        Predictions tooSure = new RandomPredictions(5, 20_000, 2.5).predictions();

        Evaluation evaluation = Evaluation.of(tooSure, Calibration.fitTemperature(tooSure));

        assertThat(evaluation.uncalibrated().expectedCalibrationError()).isGreaterThan(0.1);
        assertThat(evaluation.calibrated().expectedCalibrationError()).isLessThan(0.01);
    }

    @Test
    void theCertaintyThresholdIsTheSmallestThatKeepsThePromise() {
        // Confidence falls from image to image; the third and the last label are wrong.
        Predictions predictions = withConfidences(
                new double[] {0.99, 0.9, 0.8, 0.7, 0.6, 0.5}, new boolean[] {true, true, false, true, true, false});

        CertaintyThreshold all = Calibration.certaintyThreshold(predictions, 1, 0.6);
        CertaintyThreshold fourOfFive = Calibration.certaintyThreshold(predictions, 1, 0.71);
        CertaintyThreshold twoOfTwo = Calibration.certaintyThreshold(predictions, 1, 0.75);

        assertThat(all.confidence()).isEqualTo(0.5, within(1e-6));
        assertThat(all.shareCertain()).isEqualTo(1);
        assertThat(fourOfFive.confidence()).isEqualTo(0.6, within(1e-6));
        assertThat(fourOfFive.shareCertain()).isEqualTo(5 / 6.0, within(1e-12));
        assertThat(twoOfTwo.confidence()).isEqualTo(0.9, within(1e-6));
        assertThat(twoOfTwo.shareCertain()).isEqualTo(2 / 6.0, within(1e-12));
    }

    @Test
    void equallyConfidentLabelsAreCertainTogetherOrNotAtAll() {
        Predictions predictions = withConfidences(new double[] {0.9, 0.7, 0.7}, new boolean[] {true, true, false});

        assertThat(Calibration.certaintyThreshold(predictions, 1, 0.65).confidence())
                .isEqualTo(0.9, within(1e-6));
    }

    @Test
    void aPromiseOf99PercentNeeds98LabelsThatAreAllRight() {
        assertThat(allRight(97)).isEqualTo(new CertaintyThreshold(1, 0.99, 0));
        assertThat(allRight(98).shareCertain()).isEqualTo(1);
    }

    private static CertaintyThreshold allRight(int labels) {
        double[] confidences = new double[labels];
        Arrays.fill(confidences, 0.9);
        boolean[] right = new boolean[labels];
        Arrays.fill(right, true);
        return Calibration.certaintyThreshold(withConfidences(confidences, right), 1, 0.99);
    }

    @Test
    void withoutAnyConfidenceThatKeepsThePromiseNothingIsCertain() {
        Predictions predictions = withConfidences(new double[] {0.9, 0.7}, new boolean[] {false, true});

        assertThat(Calibration.certaintyThreshold(predictions, 1, 0.99)).isEqualTo(new CertaintyThreshold(1, 0.99, 0));
    }

    @Test
    void theEnergyLimitFlagsTheStatedShare() {
        float[][] logits = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> new float[] {i, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                .toArray(float[][]::new);
        Predictions predictions = new Predictions(logits, new byte[1000], Classes.FASHION_MNIST);

        OutOfDistributionRule rule = Calibration.outOfDistributionRule(predictions, 0.005);

        // The five least energetic logits are 1 to 5, the sixth sets the limit.
        assertThat(rule.energyAbove()).isEqualTo(-Math.log(Math.exp(6) + 9), within(1e-9));
        assertThat(rule.shareFlagged()).isEqualTo(0.005);
    }

    @Test
    void equalEnergiesFlagNothing() {
        Predictions predictions = new Predictions(new float[400][10], new byte[400], Classes.FASHION_MNIST);

        assertThat(Calibration.outOfDistributionRule(predictions, 0.005).shareFlagged())
                .isZero();
    }

    /** Images whose first label has this probability and is right or wrong. */
    private static Predictions withConfidences(double[] confidences, boolean[] right) {
        float[][] logits = new float[confidences.length][10];
        byte[] labels = new byte[confidences.length];
        for (int i = 0; i < confidences.length; i++) {
            logits[i][0] = (float) Math.log(9 * confidences[i] / (1 - confidences[i]));
            labels[i] = (byte) (right[i] ? 0 : 1);
        }
        return new Predictions(logits, labels, Classes.FASHION_MNIST);
    }
}
