package io.fashionstream.trainer.report;

import io.fashionstream.trainer.evaluation.Comparison;
import io.fashionstream.trainer.evaluation.Difference;
import io.fashionstream.trainer.evaluation.McNemarTest;
import java.util.Locale;

/** Sentences about a comparison, the same on the terminal and on the page. */
final class ComparisonInWords {
    private static final double RARE = 0.05;

    private ComparisonInWords() {}

    /** Which model is right more often, or that this is not shown. */
    static String verdict(Comparison comparison) {
        double gained = comparison.accuracy().difference();
        if (comparison.test().pValue() >= RARE || gained == 0) {
            return "It is not shown that one is right more often than the other.";
        }
        return gained > 0 ? "B is right more often than A." : "A is right more often than B.";
    }

    /** Such as {@code McNemar's exact test, 5 images of A alone and 9 of B alone: p = 0.424}. */
    static String test(Comparison comparison) {
        McNemarTest test = comparison.test();
        String which = test.exact()
                ? "McNemar's test, exact"
                : String.format(
                        Locale.ROOT, "McNemar's test, chi-square with continuity correction %.3f", test.statistic());
        return String.format(
                Locale.ROOT,
                "%s: A alone is right on %,d images, B alone on %,d, %s",
                which,
                comparison.outcomes().onlyA(),
                comparison.outcomes().onlyB(),
                pValue(test));
    }

    static String pValue(McNemarTest test) {
        return test.pValue() < 1e-4 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", test.pValue());
    }

    /** In percentage points, such as {@code +0.42 [-0.10, +0.94]}. */
    static String points(Difference difference) {
        return String.format(
                Locale.ROOT,
                "%+.2f [%+.2f, %+.2f]",
                100 * difference.difference(),
                100 * difference.low(),
                100 * difference.high());
    }
}
