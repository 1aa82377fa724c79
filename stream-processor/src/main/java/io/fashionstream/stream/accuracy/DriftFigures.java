package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelHealth.Drift;
import io.fashionstream.event.ModelHealth.Drift.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the answers of a window lie from those of the model's own evaluation: pure functions of the counts.
 *
 * <p>Population stability index with its customary limits 0.1 and 0.25: Siddiqi, "Credit Risk Scorecards" (2006); Yurdakul,
 * "Statistical Properties of Population Stability Index" (2018), who also shows that chance alone gives about
 * {@code (classes - 1) * (1 / labels)}, which is why few labels get no verdict.
 */
final class DriftFigures {
    static final double MODERATE_FROM = 0.1;
    static final double LARGE_FROM = 0.25;

    /** With so many labels chance alone gives an index of about 0.045 over ten classes. */
    static final long FEWEST_LABELS = 200;

    /** Stands for a share of 0, whose logarithm would be infinite. */
    static final double LEAST_SHARE = 1e-4;

    private DriftFigures() {}

    /**
     * Compares the labels in {@code counts} with {@code expectedShare}.
     *
     * @param classes those of the model
     * @param expectedShare share of each class at the evaluation; empty if it is not known
     */
    static Drift of(OutcomeCounts counts, Classes classes, Map<Category, Double> expectedShare) {
        Map<Category, Double> observed = shares(counts, classes);
        if (expectedShare.isEmpty()) {
            return new Drift(Verdict.NO_BASELINE, null, expectedShare, observed);
        }
        if (counts.labelled() < FEWEST_LABELS) {
            return new Drift(Verdict.TOO_FEW_LABELS, null, expectedShare, observed);
        }
        double index = index(classes, expectedShare, observed);
        return new Drift(verdict(index), index, expectedShare, observed);
    }

    static Verdict verdict(double index) {
        if (index >= LARGE_FROM) {
            return Verdict.LARGE;
        }
        return index >= MODERATE_FROM ? Verdict.MODERATE : Verdict.STABLE;
    }

    private static double index(Classes classes, Map<Category, Double> expected, Map<Category, Double> observed) {
        double index = 0;
        for (Category category : classes.categories()) {
            double then = Math.max(LEAST_SHARE, expected.getOrDefault(category, 0.0));
            double now = Math.max(LEAST_SHARE, observed.getOrDefault(category, 0.0));
            index += (now - then) * Math.log(now / then);
        }
        return index;
    }

    private static Map<Category, Double> shares(OutcomeCounts counts, Classes classes) {
        Map<Category, Double> shares = new LinkedHashMap<>();
        long labelled = counts.labelled();
        if (labelled > 0) {
            classes.categories()
                    .forEach(category -> shares.put(category, (double) counts.labelled(category) / labelled));
        }
        return shares;
    }
}
