package io.fashionstream.quickstart.terminal;

import io.fashionstream.command.TerminalSize;
import java.util.Locale;

/**
 * What a terminal can show.
 *
 * @param unicode whether block characters arrive as such
 * @param colour whether colours are wanted
 */
record Style(boolean unicode, boolean colour, TerminalSize size) {
    private static final String RESET = "\033[0m";

    /** {@code text} in one of the 256 terminal colours. */
    String colour(int number, String text) {
        return colour ? "\033[38;5;" + number + "m" + text + RESET : text;
    }

    String bold(String text) {
        return colour ? "\033[1m" + text + RESET : text;
    }

    String dim(String text) {
        return colour ? "\033[2m" + text + RESET : text;
    }

    /** A bar of {@code width} characters, filled from the left to {@code share}, in [0, 1]. */
    String bar(double share, int width) {
        double filled = Math.max(0, Math.min(1, share)) * width;
        int whole = (int) filled;
        if (!unicode) {
            return "#".repeat(whole) + ".".repeat(width - whole);
        }
        int eighths = (int) ((filled - whole) * 8);
        String part = whole == width || eighths == 0 ? "" : String.valueOf("▏▎▍▌▋▊▉".charAt(eighths - 1));
        return "█".repeat(whole) + part + " ".repeat(width - whole - part.length());
    }

    /** A number with thousands separated. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
