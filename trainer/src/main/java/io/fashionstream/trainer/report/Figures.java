package io.fashionstream.trainer.report;

import java.util.Locale;

/** How numbers are written on all pages. */
final class Figures {
    private Figures() {}

    /** Four places: {@code 0.9512}. */
    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.4f", ratio);
    }

    /** {@code 95.12 %}. */
    static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * ratio);
    }

    /** {@code 13,017,770}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
