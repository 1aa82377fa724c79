package io.fashionstream.accuracy;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy.Averages;
import io.fashionstream.event.Classes;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How often images of each category were labelled as each category, and the figures that follow from it. Immutable.
 *
 * <p>Precision, recall and f1 of one class against the rest, and their macro and support-weighted averages, follow
 * Sokolova and Lapalme, "A systematic analysis of performance measures for classification tasks", Information Processing
 * and Management 45 (2009). As in scikit-learn's {@code classification_report}, averages go over the classes that occur
 * as truth or as label, and a ratio without a denominator counts as 0 in them; by itself it is null.
 */
public final class ConfusionMatrix {
    private final Classes classes;
    private final long[][] counts;

    /**
     * @param count how many images of the first class were labelled as the second, by index; it is asked for each pair once
     */
    public ConfusionMatrix(Classes classes, IntCounts count) {
        this.classes = classes;
        this.counts = new long[classes.size()][classes.size()];
        for (int actual = 0; actual < classes.size(); actual++) {
            for (int predicted = 0; predicted < classes.size(); predicted++) {
                counts[actual][predicted] = count.of(actual, predicted);
            }
        }
    }

    /** Counts of pairs of classes. */
    public interface IntCounts {
        long of(int actual, int predicted);
    }

    /** The classes, in order. */
    public Classes classes() {
        return classes;
    }

    /** Images of {@code actual} that were labelled {@code predicted}. */
    public long count(Category actual, Category predicted) {
        return counts[index(actual)][index(predicted)];
    }

    /** Images of {@code actual}. */
    public long support(Category actual) {
        return sum(predicted -> count(actual, predicted));
    }

    /** Images labelled {@code predicted}, rightly or not. */
    public long predicted(Category predicted) {
        return sum(actual -> count(actual, predicted));
    }

    /** Images of {@code category} that were labelled rightly. */
    public long right(Category category) {
        return count(category, category);
    }

    /** Images labelled rightly. */
    public long right() {
        return sum(this::right);
    }

    public long images() {
        return sum(this::support);
    }

    /** Share of all images that were labelled rightly; null if there are none. */
    public @Nullable Double accuracy() {
        return ratio(right(), images());
    }

    /** Share of the images labelled {@code category} that are of it; null if none was labelled so. */
    public @Nullable Double precision(Category category) {
        return ratio(right(category), predicted(category));
    }

    /** Share of the images of {@code category} that were labelled so; null if there are none. */
    public @Nullable Double recall(Category category) {
        return ratio(right(category), support(category));
    }

    /** Harmonic mean of precision and recall; null if no image is of the category or was labelled so. */
    public @Nullable Double f1(Category category) {
        return ratio(2 * right(category), support(category) + predicted(category));
    }

    /** Plain means over the categories that occur; null if none does. */
    public @Nullable Averages macro() {
        long occurring = classes.categories().stream().filter(this::occurs).count();
        return averages(category -> occurs(category) ? 1.0 / occurring : 0);
    }

    /** Means over the categories, each weighted by its support; null if there are no images. */
    public @Nullable Averages weighted() {
        double images = images();
        return averages(category -> support(category) / images);
    }

    private @Nullable Averages averages(ToDoubleFunction<Category> weight) {
        return images() == 0
                ? null
                : new Averages(mean(this::precision, weight), mean(this::recall, weight), mean(this::f1, weight));
    }

    private double mean(Function<Category, @Nullable Double> figure, ToDoubleFunction<Category> weight) {
        double sum = classes.categories().stream()
                .mapToDouble(category -> orZero(figure.apply(category)) * weight.applyAsDouble(category))
                .sum();
        return Math.min(1, sum); // rounded weights may add up to a little more than 1
    }

    private int index(Category category) {
        int index = classes.indexOf(category);
        require(index >= 0, "expected one of %s, got %s", classes, category);
        return index;
    }

    private boolean occurs(Category category) {
        return support(category) + predicted(category) > 0;
    }

    /** {@code part / whole}, or null if the whole is 0. */
    public static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static double orZero(@Nullable Double ratio) {
        return ratio == null ? 0 : ratio;
    }

    private long sum(ToLongFunction<Category> count) {
        long sum = 0;
        for (Category category : classes.categories()) {
            sum += count.applyAsLong(category);
        }
        return sum;
    }
}
