package io.fashionstream.command;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Strangers' text on a terminal: an id could else break its line, move the cursor or hide what stands before it. */
public final class Printable {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /** The same text, with the code of each character that is not printed in its place, as {@code <U+001B>}. */
    public static String of(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(Printable::code);
    }

    private static String code(MatchResult unprintable) {
        return "<U+%04X>".formatted(unprintable.group().codePointAt(0));
    }
}
