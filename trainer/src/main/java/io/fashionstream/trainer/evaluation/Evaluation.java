package io.fashionstream.trainer.evaluation;

import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.Category;
import io.fashionstream.event.ModelManifest.Measured;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything measured on one set of images.
 *
 * @param uncalibrated reliability at temperature 1
 * @param calibrated reliability at the model's temperature
 */
public record Evaluation(
        ConfusionMatrix confusion, ClassificationReport report, Reliability uncalibrated, Reliability calibrated) {
    /** Measures {@code predictions}; {@code temperature} was fitted elsewhere, see {@link Calibration}. */
    public static Evaluation of(Predictions predictions, double temperature) {
        ConfusionMatrix confusion = predictions.confusion();
        return new Evaluation(
                confusion,
                ClassificationReport.of(confusion),
                Reliability.of(predictions, 1),
                Reliability.of(predictions, temperature));
    }

    public double accuracy() {
        return report.accuracy();
    }

    /** The figures that a model's manifest carries. */
    public Measured measured() {
        int images = Math.toIntExact(confusion.images());
        Map<Category, Double> predictedShare = new LinkedHashMap<>();
        confusion
                .classes()
                .categories()
                .forEach(category -> predictedShare.put(category, (double) confusion.predicted(category) / images));
        return new Measured(
                images,
                report.accuracy(),
                report.macro().f1(),
                calibrated.expectedCalibrationError(),
                report.perClass(),
                predictedShare);
    }
}
