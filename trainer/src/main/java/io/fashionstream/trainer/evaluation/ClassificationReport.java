package io.fashionstream.trainer.evaluation;

import io.fashionstream.artifact.ModelManifest.ClassQuality;
import io.fashionstream.event.Category;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Precision, recall, f1 and support of each category, and their averages.
 *
 * <p>A category that was never predicted has precision 0, one without images recall 0, and f1 is 0 where both are. The
 * averages are over the categories that occur, as a true or as a predicted one.
 *
 * @param perClass one line for each category, in label order
 * @param accuracy share of images labelled rightly
 * @param macro plain mean over categories
 * @param weighted mean over categories weighted by support
 */
public record ClassificationReport(
        Map<Category, ClassQuality> perClass, double accuracy, ClassQuality macro, ClassQuality weighted) {
    public ClassificationReport {
        perClass = Collections.unmodifiableMap(new EnumMap<>(perClass));
    }

    public static ClassificationReport of(ConfusionMatrix confusion) {
        Map<Category, ClassQuality> perClass = new EnumMap<>(Category.class);
        Category.ALL.forEach(category -> perClass.put(category, quality(confusion, category)));
        List<Category> occurring = Category.ALL.stream()
                .filter(category -> confusion.support(category) + confusion.predicted(category) > 0)
                .toList();
        int images = confusion.images();
        return new ClassificationReport(
                perClass,
                ratio(confusion.right(), images),
                average(perClass, images, category -> occurring.contains(category) ? 1.0 / occurring.size() : 0),
                average(perClass, images, category -> ratio(confusion.support(category), images)));
    }

    /** The report as a table, as scikit-learn prints it, with ratios to {@code digits} places. */
    public String toText(int digits) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%12s %10s%10s%10s%10s%n%n", "", "precision", "recall", "f1-score", "support"));
        perClass.forEach((category, quality) -> appendLine(text, category.displayName(), quality, digits));
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
        perClass.forEach((category, quality) -> value.put(category.displayName(), line(quality)));
        value.put("accuracy", accuracy);
        value.put("macro avg", line(macro));
        value.put("weighted avg", line(weighted));
        return value;
    }

    private static ClassQuality quality(ConfusionMatrix confusion, Category category) {
        int right = confusion.count(category, category);
        int support = confusion.support(category);
        int predicted = confusion.predicted(category);
        return new ClassQuality(
                ratio(right, predicted), ratio(right, support), ratio(2.0 * right, support + predicted), support);
    }

    private static ClassQuality average(
            Map<Category, ClassQuality> perClass, int images, ToDoubleFunction<Category> weight) {
        return new ClassQuality(
                weightedSum(perClass, ClassQuality::precision, weight),
                weightedSum(perClass, ClassQuality::recall, weight),
                weightedSum(perClass, ClassQuality::f1, weight),
                images);
    }

    private static double weightedSum(
            Map<Category, ClassQuality> perClass,
            ToDoubleFunction<ClassQuality> figure,
            ToDoubleFunction<Category> weight) {
        double sum = perClass.entrySet().stream()
                .mapToDouble(line -> figure.applyAsDouble(line.getValue()) * weight.applyAsDouble(line.getKey()))
                .sum();
        return Math.min(1, sum); // rounded weights may add up to a little more than 1
    }

    private static double ratio(double part, int whole) {
        return whole == 0 ? 0 : part / whole;
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
