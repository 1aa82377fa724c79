package io.fashionstream.trainer.evaluation;

import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy.Averages;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest.ClassQuality;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Precision, recall, f1 and support of each category, and their averages, as {@link ConfusionMatrix} defines them; a ratio
 * without a denominator is 0.
 *
 * @param classes code and name of each category
 * @param perClass one line for each category, in label order
 * @param accuracy share of images labelled rightly
 * @param macro plain mean over categories
 * @param weighted mean over categories weighted by support
 */
public record ClassificationReport(
        Classes classes,
        Map<Category, ClassQuality> perClass,
        double accuracy,
        ClassQuality macro,
        ClassQuality weighted) {
    public ClassificationReport {
        perClass = Collections.unmodifiableMap(new LinkedHashMap<>(perClass));
    }

    public static ClassificationReport of(ConfusionMatrix confusion) {
        Map<Category, ClassQuality> perClass = new LinkedHashMap<>();
        confusion.classes().categories().forEach(category -> perClass.put(category, quality(confusion, category)));
        int images = Math.toIntExact(confusion.images());
        return new ClassificationReport(
                confusion.classes(),
                perClass,
                orZero(confusion.accuracy()),
                quality(confusion.macro(), images),
                quality(confusion.weighted(), images));
    }

    /** The report as a table, as scikit-learn prints it, with ratios to {@code digits} places. */
    public String toText(int digits) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%12s %10s%10s%10s%10s%n%n", "", "precision", "recall", "f1-score", "support"));
        perClass.forEach((category, quality) -> appendLine(text, classes.name(category), quality, digits));
        String accuracyRatio = ratioText(accuracy, digits);
        text.append(String.format(
                Locale.ROOT, "%n%12s %10s%10s%10s%10d%n", "accuracy", "", "", accuracyRatio, macro.support()));
        appendLine(text, "macro avg", macro, digits);
        appendLine(text, "weighted avg", weighted, digits);
        return text.toString();
    }

    /** The report as maps that any JSON writer can write, with scikit-learn's names. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> value = new LinkedHashMap<>();
        perClass.forEach((category, quality) -> value.put(classes.name(category), line(quality)));
        value.put("accuracy", accuracy);
        value.put("macro avg", line(macro));
        value.put("weighted avg", line(weighted));
        return value;
    }

    private static ClassQuality quality(ConfusionMatrix confusion, Category category) {
        return new ClassQuality(
                orZero(confusion.precision(category)),
                orZero(confusion.recall(category)),
                orZero(confusion.f1(category)),
                Math.toIntExact(confusion.support(category)));
    }

    private static ClassQuality quality(@Nullable Averages averages, int images) {
        return averages == null
                ? new ClassQuality(0, 0, 0, 0)
                : new ClassQuality(averages.precision(), averages.recall(), averages.f1(), images);
    }

    private static double orZero(@Nullable Double ratio) {
        return ratio == null ? 0 : ratio;
    }

    private static void appendLine(StringBuilder text, String name, ClassQuality quality, int digits) {
        text.append(String.format(
                Locale.ROOT,
                "%12s %10s%10s%10s%10d%n",
                name,
                ratioText(quality.precision(), digits),
                ratioText(quality.recall(), digits),
                ratioText(quality.f1(), digits),
                quality.support()));
    }

    private static String ratioText(double ratio, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", ratio);
    }

    private static Map<String, Object> line(ClassQuality quality) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("precision", quality.precision());
        line.put("recall", quality.recall());
        line.put("f1-score", quality.f1());
        line.put("support", quality.support());
        return line;
    }
}
