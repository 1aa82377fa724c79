package io.fashionstream.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest.Measured;
import io.fashionstream.trainer.evaluation.Reliability.Bin;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EvaluationTest {
    private static final double TEMPERATURE = 1.4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void reliabilityBinsEqualANaiveCountOverTheImages(long seed) {
        RandomPredictions random = new RandomPredictions(seed, 500, 2);
        Predictions predictions = random.predictions();

        Reliability reliability = Reliability.of(predictions, TEMPERATURE);

        double error = 0;
        for (Bin bin : reliability.bins()) {
            int[] members = IntStream.range(0, 500)
                    .filter(i -> largest(random, i) > bin.lower() && largest(random, i) <= bin.upper())
                    .toArray();
            double confidence = IntStream.of(members)
                    .mapToDouble(i -> largest(random, i))
                    .average()
                    .orElse(0);
            double right = IntStream.of(members)
                    .mapToDouble(i -> random.labels[i] == predictions.predicted(i) ? 1 : 0)
                    .average()
                    .orElse(0);
            assertThat(bin.images()).isEqualTo(members.length);
            assertThat(bin.meanConfidence()).isEqualTo(confidence, within(1e-12));
            assertThat(bin.accuracy()).isEqualTo(right, within(1e-12));
            error += members.length / 500.0 * Math.abs(confidence - right);
        }
        assertThat(reliability.bins()).hasSize(15);
        assertThat(reliability.bins().stream().mapToInt(Bin::images).sum()).isEqualTo(500);
        assertThat(reliability.expectedCalibrationError()).isEqualTo(error, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void theManifestsFiguresAreThoseOfTheReport(long seed) {
        Predictions predictions = new RandomPredictions(seed, 400, 1).predictions();
        Evaluation evaluation = Evaluation.of(predictions, TEMPERATURE);

        Measured measured = evaluation.measured();

        assertThat(measured.images()).isEqualTo(400);
        assertThat(measured.accuracy()).isEqualTo(evaluation.report().accuracy());
        assertThat(measured.macroF1()).isEqualTo(evaluation.report().macro().f1());
        assertThat(measured.perClass()).isEqualTo(evaluation.report().perClass());
        assertThat(measured.expectedCalibrationError())
                .isEqualTo(Reliability.of(predictions, TEMPERATURE).expectedCalibrationError());
        for (Category category : Classes.FASHION_MNIST.categories()) {
            double share = IntStream.range(0, 400)
                            .filter(i -> predictions.predicted(i) == Classes.FASHION_MNIST.indexOf(category))
                            .count()
                    / 400.0;
            assertThat(measured.predictedShare()).containsEntry(category, share);
        }
    }

    private static double largest(RandomPredictions random, int image) {
        double largest = 0;
        for (double probability : RandomPredictions.softmax(random.logits[image], TEMPERATURE)) {
            largest = Math.max(largest, probability);
        }
        return largest;
    }
}
