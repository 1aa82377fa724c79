package io.fashionstream.trainer.evaluation;

import static io.fashionstream.event.Category.BAG;
import static io.fashionstream.event.Category.COAT;
import static io.fashionstream.event.Category.DRESS;
import static io.fashionstream.event.Category.TROUSER;
import static io.fashionstream.event.Category.T_SHIRT_TOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest.ClassQuality;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassificationReportTest {
    /** Six images: T-shirts 0 0 0, trousers 1 1, a coat 4, labelled 0 0 1, 1 0, 8. */
    private static final Predictions SIX = labelled(new int[] {0, 0, 0, 1, 1, 4}, new int[] {0, 0, 1, 1, 0, 8});

    @Test
    void figuresOfSixImagesAreAsWorkedOutByHand() {
        ClassificationReport report = ClassificationReport.of(SIX.confusion());

        assertThat(report.perClass()).containsEntry(T_SHIRT_TOP, new ClassQuality(2 / 3.0, 2 / 3.0, 2 / 3.0, 3));
        assertThat(report.perClass()).containsEntry(TROUSER, new ClassQuality(0.5, 0.5, 0.5, 2));
        assertThat(report.accuracy()).isEqualTo(0.5);
        // Four categories occur: T-shirt, trouser, coat (never predicted), bag (never true).
        assertThat(report.macro().precision()).isEqualTo((2 / 3.0 + 0.5) / 4, within(1e-12));
        assertThat(report.weighted().recall()).isEqualTo((3 * (2 / 3.0) + 2 * 0.5) / 6, within(1e-12));
        assertThat(report.weighted().support()).isEqualTo(6);
    }

    @Test
    void categoriesThatAreNeverTrueOrNeverPredictedHaveDefinedFigures() {
        ClassificationReport report = ClassificationReport.of(SIX.confusion());

        assertThat(report.perClass()).containsEntry(COAT, new ClassQuality(0, 0, 0, 1));
        assertThat(report.perClass()).containsEntry(BAG, new ClassQuality(0, 0, 0, 0));
        assertThat(report.perClass()).containsEntry(DRESS, new ClassQuality(0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void figuresEqualANaiveCountOverTheImages(long seed) {
        Predictions predictions = new RandomPredictions(seed, 700, 2).predictions();

        ClassificationReport report = ClassificationReport.of(predictions.confusion());

        double macroF1 = 0;
        double weightedPrecision = 0;
        for (Category category : Classes.FASHION_MNIST.categories()) {
            int k = Classes.FASHION_MNIST.indexOf(category);
            double truePositives = count(predictions, i -> predictions.label(i) == k && predictions.predicted(i) == k);
            double falsePositives = count(predictions, i -> predictions.label(i) != k && predictions.predicted(i) == k);
            double falseNegatives = count(predictions, i -> predictions.label(i) == k && predictions.predicted(i) != k);
            double precision = truePositives / (truePositives + falsePositives);
            double recall = truePositives / (truePositives + falseNegatives);
            double f1 = 2 * precision * recall / (precision + recall);
            ClassQuality quality = report.perClass().getOrDefault(category, new ClassQuality(-1, -1, -1, -1));
            assertThat(quality.precision()).isEqualTo(precision, within(1e-12));
            assertThat(quality.recall()).isEqualTo(recall, within(1e-12));
            assertThat(quality.f1()).isEqualTo(f1, within(1e-12));
            assertThat(quality.support()).isEqualTo((int) (truePositives + falseNegatives));
            macroF1 += f1 / 10;
            weightedPrecision += precision * quality.support() / 700;
        }
        assertThat(report.macro().f1()).isEqualTo(macroF1, within(1e-12));
        assertThat(report.weighted().precision()).isEqualTo(weightedPrecision, within(1e-12));
        assertThat(report.accuracy())
                .isEqualTo(
                        count(predictions, i -> predictions.label(i) == predictions.predicted(i)) / 700.0,
                        within(1e-12));
    }

    @Test
    void theTextHasTheFamiliarLayout() {
        String text = ClassificationReport.of(SIX.confusion()).toText(2);

        assertThat(text.lines().toList())
                .hasSize(16)
                .startsWith(
                        "              precision    recall  f1-score   support",
                        "",
                        " T-shirt/top       0.67      0.67      0.67         3",
                        "     Trouser       0.50      0.50      0.50         2")
                .endsWith(
                        "  Ankle boot       0.00      0.00      0.00         0",
                        "",
                        "    accuracy                           0.50         6",
                        "   macro avg       0.29      0.29      0.29         6",
                        "weighted avg       0.50      0.50      0.50         6");
    }

    @Test
    void theJsonValueHasTheFamiliarNames() {
        assertThat(ClassificationReport.of(SIX.confusion()).toJsonValue())
                .hasSize(13)
                .containsEntry("accuracy", 0.5)
                .containsEntry("Trouser", Map.of("precision", 0.5, "recall", 0.5, "f1-score", 0.5, "support", 2))
                .containsKeys("macro avg", "weighted avg", "Ankle boot");
    }

    private static int count(Predictions predictions, IntPredicate condition) {
        return (int) IntStream.range(0, predictions.size()).filter(condition).count();
    }

    static Predictions labelled(int[] truth, int[] predicted) {
        float[][] logits = new float[truth.length][10];
        byte[] labels = new byte[truth.length];
        for (int i = 0; i < truth.length; i++) {
            logits[i][predicted[i]] = 1;
            labels[i] = (byte) truth[i];
        }
        return new Predictions(logits, labels, Classes.FASHION_MNIST);
    }
}
