package io.fashionstream.check;

import java.util.Locale;

/** Checks preconditions; the exception names the rule and what was found. */
public final class Check {
    private Check() {}

    /**
     * Throws unless {@code holds}.
     *
     * @param rule what must hold, with {@link String#format} places for what was found
     * @throws IllegalArgumentException with the formatted rule
     */
    public static void require(boolean holds, String rule, Object... found) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, rule, found));
        }
    }
}
