package io.fashionstream.stream.accuracy;

import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy.Averages;
import io.fashionstream.event.ClassAccuracy.Evidence;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.ClassAccuracy.Interval;
import io.fashionstream.event.Classes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The figures that accuracy events carry, of labels with and without a known truth: pure functions of the counts. */
final class ConfusionFigures {
    private final OutcomeCounts counts;
    private final ConfusionMatrix confusion;

    ConfusionFigures(OutcomeCounts counts, Classes classes) {
        this.counts = counts;
        confusion = new ConfusionMatrix(
                classes, (truth, answer) -> counts.confusion(classes.category(truth), classes.category(answer)));
    }

    /** Figures of one class against the rest. */
    Figures ofClass(Category category) {
        long labelled = counts.labelled(category);
        long support = confusion.support(category);
        long correct = confusion.right(category);
        return new Figures(
                evidence(labelled, support),
                labelled,
                support,
                correct,
                confusion.recall(category),
                confusion.precision(category),
                confusion.recall(category),
                confusion.f1(category),
                null,
                interval(correct, support),
                ConfusionMatrix.ratio(confusion.predicted(category), labelled),
                nonZero(answer -> confusion.count(category, answer)));
    }

    /** Figures of all classes together. */
    Figures ofAll() {
        long labelled = counts.labelled();
        long support = confusion.images();
        long correct = confusion.right();
        Averages macro = confusion.macro();
        return new Figures(
                evidence(labelled, support),
                labelled,
                support,
                correct,
                confusion.accuracy(),
                macro == null ? null : macro.precision(),
                macro == null ? null : macro.recall(),
                macro == null ? null : macro.f1(),
                confusion.weighted(),
                interval(correct, support),
                ConfusionMatrix.ratio(support, labelled),
                nonZero(confusion::support));
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

    private Map<Category, Long> nonZero(ToLongFunction<Category> count) {
        Map<Category, Long> found = new LinkedHashMap<>();
        for (Category category : confusion.classes().categories()) {
            long value = count.applyAsLong(category);
            if (value != 0) {
                found.put(category, value);
            }
        }
        return found;
    }
}
