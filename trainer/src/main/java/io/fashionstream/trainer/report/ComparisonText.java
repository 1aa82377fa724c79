package io.fashionstream.trainer.report;

import io.fashionstream.event.Precision;
import io.fashionstream.trainer.evaluation.ComparedModel;
import io.fashionstream.trainer.evaluation.Comparison;
import io.fashionstream.trainer.evaluation.Comparison.ClassDifference;
import io.fashionstream.trainer.evaluation.Difference;
import io.fashionstream.trainer.evaluation.PairedOutcomes;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.evaluation.SpeedRatio;
import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison as text for a terminal of at least 105 columns, in ASCII. */
public final class ComparisonText {
    private ComparisonText() {}

    /** The verdict, all figures of both, then a line for each class; ends with a line break. */
    public static String render(ComparisonRun run) {
        Comparison comparison = run.comparison();
        String classes =
                comparison.perClass().stream().map(ComparisonText::classLine).collect(Collectors.joining());
        return "%s%n%s%n%n".formatted(ComparisonInWords.verdict(comparison), ComparisonInWords.test(comparison))
                + both(run)
                + "%nB less A in points, with 95 %% intervals, by class%n%n".formatted()
                + "%-12s %7s  %-26s%-26s%-26s%n".formatted("", "support", "recall", "precision", "f1-score")
                + classes;
    }

    private static String both(ComparisonRun run) {
        Comparison comparison = run.comparison();
        PairedOutcomes outcomes = comparison.outcomes();
        return "%-22s%14s%14s   %s%n".formatted("", "A", "B", "B less A in points, 95 % interval")
                + difference("accuracy", comparison.accuracy())
                + difference("macro f1", comparison.macroF1())
                + plain("calibration error", error(comparison.a()), error(comparison.b()))
                + speeds(run)
                + plain("parameters", count(run.a().parameters()), count(run.b().parameters()))
                + bytes(run, Precision.FP32)
                + bytes(run, Precision.INT8)
                + plain(
                        "artifact bytes",
                        count(run.a().artifactBytes()),
                        count(run.b().artifactBytes()))
                + String.format(
                        Locale.ROOT,
                        "%nOf %,d images both are right on %,d and both wrong on %,d.%n",
                        outcomes.images(),
                        outcomes.bothRight(),
                        outcomes.bothWrong());
    }

    private static String speeds(ComparisonRun run) {
        return run.speeds().stream()
                .map(speed -> speed(speed, run.measuredHow()))
                .collect(Collectors.joining());
    }

    private static String speed(SpeedRatio speed, String how) {
        return String.format(
                Locale.ROOT,
                "%-22s%,14d%,14d   %.2f times as fast, by round %.2f to %.2f (%d rounds in turn, %s)%n",
                "images/s " + speed.precision().wireName(),
                Math.round(speed.a()),
                Math.round(speed.b()),
                speed.ratio(),
                speed.lowestRatio(),
                speed.highestRatio(),
                speed.rounds(),
                how);
    }

    private static String bytes(ComparisonRun run, Precision precision) {
        return run.a().networkBytes().containsKey(precision)
                        || run.b().networkBytes().containsKey(precision)
                ? plain(precision.wireName() + " network bytes", bytes(run.a(), precision), bytes(run.b(), precision))
                : "";
    }

    private static String bytes(ComparedModel model, Precision precision) {
        Long bytes = model.networkBytes().get(precision);
        return bytes == null ? "none" : count(bytes);
    }

    private static String error(ScoredImages scored) {
        return Figures.ratio(scored.evaluation().calibrated().expectedCalibrationError());
    }

    private static String count(long count) {
        return Figures.count(count);
    }

    private static String difference(String name, Difference difference) {
        return "%-22s%14s%14s   %s%n"
                .formatted(
                        name,
                        Figures.ratio(difference.a()),
                        Figures.ratio(difference.b()),
                        ComparisonInWords.points(difference));
    }

    private static String plain(String name, String a, String b) {
        return "%-22s%14s%14s%n".formatted(name, a, b);
    }

    private static String classLine(ClassDifference each) {
        return "%-12s %7d  %-26s%-26s%-26s"
                        .formatted(
                                each.productClass().name(),
                                each.outcomes().images(),
                                ComparisonInWords.points(each.recall()),
                                ComparisonInWords.points(each.precision()),
                                ComparisonInWords.points(each.f1()))
                        .stripTrailing()
                + System.lineSeparator();
    }
}
