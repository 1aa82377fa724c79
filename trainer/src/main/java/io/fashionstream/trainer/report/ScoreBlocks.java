package io.fashionstream.trainer.report;

import io.fashionstream.artifact.ModelManifest.ClassQuality;
import io.fashionstream.trainer.evaluation.ClassificationReport;
import io.fashionstream.trainer.evaluation.Evaluation;
import io.fashionstream.trainer.evaluation.Reliability;
import io.fashionstream.trainer.evaluation.Reliability.Bin;
import io.fashionstream.trainer.report.Chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was measured on one set of images, as parts of a page. */
final class ScoreBlocks {
    private final ScoredImages scored;
    private final Evaluation evaluation;

    ScoreBlocks(ScoredImages scored) {
        this.scored = scored;
        this.evaluation = scored.evaluation();
    }

    /** Classification report, reliability diagram and confusion matrix. */
    List<Block> all() {
        return List.of(
                Beside.of(classificationReport(), reliability()),
                new Prose("Confusion matrix: images of each true category (rows) by the label they were given."),
                new HeatMap(evaluation.confusion()));
    }

    private Block classificationReport() {
        ClassificationReport report = evaluation.report();
        List<List<String>> rows = new ArrayList<>();
        report.perClass().forEach((category, quality) -> rows.add(row(category.displayName(), quality)));
        rows.add(List.of(
                "accuracy",
                "",
                "",
                Figures.ratio(report.accuracy()),
                Figures.count(report.macro().support())));
        rows.add(row("macro avg", report.macro()));
        rows.add(row("weighted avg", report.weighted()));
        return new Table("Classification report", List.of("", "precision", "recall", "f1-score", "support"), rows, 3);
    }

    private static List<String> row(String name, ClassQuality quality) {
        return List.of(
                name,
                Figures.ratio(quality.precision()),
                Figures.ratio(quality.recall()),
                Figures.ratio(quality.f1()),
                Figures.count(quality.support()));
    }

    private Block reliability() {
        Reliability before = evaluation.uncalibrated();
        Reliability after = evaluation.calibrated();
        List<String> places = after.bins().stream()
                .map(bin -> String.format(Locale.ROOT, "%.2f", (bin.lower() + bin.upper()) / 2))
                .toList();
        String caption = String.format(
                Locale.ROOT,
                "Reliability: accuracy by confidence. Expected calibration error %.4f before, %.4f after temperature %.3f;"
                        + " negative log-likelihood %.4f before, %.4f after.",
                before.expectedCalibrationError(),
                after.expectedCalibrationError(),
                scored.temperature(),
                scored.predictions().meanNegativeLogLikelihood(1),
                scored.predictions().meanNegativeLogLikelihood(scored.temperature()));
        return Chart.over(
                caption,
                places,
                "confidence",
                "accuracy",
                true,
                List.of(
                        new Series("after", Chart.Kind.BARS, accuracies(after), Palette.MAIN),
                        new Series("before", Chart.Kind.LINE, accuracies(before), Palette.SECOND),
                        new Series("perfect", Chart.Kind.DASHES, perfect(after), Palette.FAINT)));
    }

    private static List<Double> accuracies(Reliability reliability) {
        return perBin(reliability, bin -> bin.images() == 0 ? Double.NaN : bin.accuracy());
    }

    private static List<Double> perfect(Reliability reliability) {
        return perBin(reliability, bin -> (bin.lower() + bin.upper()) / 2);
    }

    private static List<Double> perBin(Reliability reliability, ToDoubleFunction<Bin> figure) {
        return reliability.bins().stream().map(figure::applyAsDouble).toList();
    }
}
