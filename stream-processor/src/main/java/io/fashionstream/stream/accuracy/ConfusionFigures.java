package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy.Averages;
import io.fashionstream.event.ClassAccuracy.Evidence;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.ClassAccuracy.Interval;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The published figures of a confusion matrix: pure functions of the counts.
 *
 * <p>Precision, recall and f1 of one class against the rest, and their macro and support-weighted averages, follow
 * Sokolova and Lapalme, "A systematic analysis of performance measures for classification tasks", Information Processing
 * and Management 45 (2009). As in scikit-learn's {@code classification_report}, averages go over the classes that occur
 * as truth or as answer, and a ratio without a denominator counts as 0 in them; by itself it is null.
 */
final class ConfusionFigures {
    private final OutcomeCounts counts;

    ConfusionFigures(OutcomeCounts counts) {
        this.counts = counts;
    }

    /** Figures of one class against the rest. */
    Figures ofClass(Category category) {
        long labelled = counts.labelled(category.label());
        long support = support(category);
        long correct = correct(category);
        return new Figures(
                evidence(labelled, support),
                labelled,
                support,
                correct,
                ratio(correct, support),
                ratio(correct, answered(category)),
                ratio(correct, support),
                f1(category),
                null,
                interval(correct, support),
                ratio(answered(category), labelled),
                confusionRow(category));
    }

    /** Figures of all classes together. */
    Figures ofAll() {
        long labelled = counts.labelled();
        long support = sum(this::support);
        long correct = sum(this::correct);
        return new Figures(
                evidence(labelled, support),
                labelled,
                support,
                correct,
                ratio(correct, support),
                macro(this::precision),
                macro(this::recall),
                macro(category -> orZero(f1(category))),
                support == 0 ? null : weighted(support),
                interval(correct, support),
                ratio(support, labelled),
                supports());
    }

    private static Evidence evidence(long labelled, long support) {
        if (support > 0) {
            return Evidence.MEASURED;
        }
        return labelled > 0 ? Evidence.NO_TRUTH : Evidence.EMPTY;
    }

    /**
     * The 95 % score interval of a share: Wilson, "Probable inference, the law of succession, and statistical inference",
     * Journal of the American Statistical Association 22 (1927). Null without trials.
     */
    static @Nullable Interval interval(long successes, long trials) {
        if (trials == 0) {
            return null;
        }
        double z = 1.959963984540054;
        double share = (double) successes / trials;
        double scale = 1 + z * z / trials;
        double centre = (share + z * z / (2 * trials)) / scale;
        double reach = z / scale * Math.sqrt(share * (1 - share) / trials + z * z / (4.0 * trials * trials));
        return new Interval(
                successes == 0 ? 0 : Math.max(0, centre - reach),
                successes == trials ? 1 : Math.min(1, centre + reach));
    }

    /** {@code part / whole}, or null if the whole is 0. */
    static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static double orZero(@Nullable Double ratio) {
        return ratio == null ? 0 : ratio;
    }

    private double precision(Category category) {
        return orZero(ratio(correct(category), answered(category)));
    }

    private double recall(Category category) {
        return orZero(ratio(correct(category), support(category)));
    }

    /** Harmonic mean of precision and recall, as twice the correct over all that was true or answered. */
    private @Nullable Double f1(Category category) {
        return ratio(2 * correct(category), support(category) + answered(category));
    }

    private @Nullable Double macro(ToDoubleFunction<Category> figure) {
        return Category.ALL.stream().filter(this::occurs).mapToDouble(figure).average().stream()
                .boxed()
                .findFirst()
                .orElse(null);
    }

    private Averages weighted(long support) {
        return new Averages(
                weighted(this::precision, support),
                weighted(this::recall, support),
                weighted(category -> orZero(f1(category)), support));
    }

    private double weighted(ToDoubleFunction<Category> figure, long support) {
        double sum = 0;
        for (Category category : Category.ALL) {
            sum += figure.applyAsDouble(category) * support(category);
        }
        return sum / support;
    }

    private boolean occurs(Category category) {
        return support(category) + answered(category) > 0;
    }

    private long support(Category truth) {
        return sum(answer -> counts.confusion(truth.label(), answer.label()));
    }

    /** Labels with known truth that gave this answer. */
    private long answered(Category answer) {
        return sum(truth -> counts.confusion(truth.label(), answer.label()));
    }

    private long correct(Category category) {
        return counts.confusion(category.label(), category.label());
    }

    private Map<Category, Long> confusionRow(Category truth) {
        return nonZero(answer -> counts.confusion(truth.label(), answer.label()));
    }

    private Map<Category, Long> supports() {
        return nonZero(this::support);
    }

    private static Map<Category, Long> nonZero(ToLongFunction<Category> count) {
        Map<Category, Long> found = new EnumMap<>(Category.class);
        for (Category category : Category.ALL) {
            long value = count.applyAsLong(category);
            if (value != 0) {
                found.put(category, value);
            }
        }
        return found;
    }

    private static long sum(ToLongFunction<Category> count) {
        long sum = 0;
        for (Category category : Category.ALL) {
            sum += count.applyAsLong(category);
        }
        return sum;
    }
}
