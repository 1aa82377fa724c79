package io.fashionstream.trainer.report;

import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.trainer.evaluation.Evaluation;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.evaluation.Throughput;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A model's evaluation as text for a terminal of at least 105 columns, in ASCII. */
public final class EvaluationText {
    private static final int DIGITS = 4;

    private EvaluationText() {}

    /** One block for each set, then the speeds; ends with a line break. */
    public static String render(List<ScoredImages> sets, List<Throughput> throughput) {
        String measures = sets.stream().map(EvaluationText::set).collect(Collectors.joining(System.lineSeparator()));
        String speeds = throughput.stream()
                .map(speed ->
                        "%s images/s: %s%n".formatted(Figures.count(Math.round(speed.imagesPerSecond())), speed.what()))
                .collect(Collectors.joining());
        return measures + System.lineSeparator() + speeds;
    }

    private static String set(ScoredImages set) {
        Evaluation evaluation = set.evaluation();
        return "%s, %s images%n%n"
                        .formatted(set.name(), Figures.count(set.images().size()))
                + evaluation.report().toText(DIGITS)
                + System.lineSeparator()
                + confusion(evaluation.confusion())
                + String.format(
                        Locale.ROOT,
                        "%nCalibration error %.4f before, %.4f after temperature %.4f; log-likelihood %.4f before, %.4f after%n",
                        evaluation.uncalibrated().expectedCalibrationError(),
                        evaluation.calibrated().expectedCalibrationError(),
                        set.temperature(),
                        -set.predictions().meanNegativeLogLikelihood(1),
                        -set.predictions().meanNegativeLogLikelihood(set.temperature()));
    }

    private static String confusion(ConfusionMatrix confusion) {
        StringBuilder text = new StringBuilder("%12s ".formatted("true, given:"));
        Classes classes = confusion.classes();
        classes.list().forEach(each -> text.append("%9s".formatted(firstWord(each.name()))));
        text.append(System.lineSeparator());
        for (Category actual : classes.categories()) {
            text.append("%12s ".formatted(classes.name(actual)));
            classes.categories().forEach(predicted -> text.append(cell(confusion.count(actual, predicted))));
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String firstWord(String name) {
        return name.split("[ /]", 2)[0];
    }

    private static String cell(long count) {
        return "%9s".formatted(count == 0 ? "." : String.valueOf(count));
    }
}
