package io.fashionstream.quickstart.terminal;

import static io.fashionstream.check.Check.require;

import java.util.Locale;

/**
 * What a terminal can show.
 *
 * @param live whether lines can be drawn over: it is a terminal, not a file or pipe
 * @param unicode whether block characters arrive as such
 * @param colour whether colours are wanted
 */
public record Style(boolean live, boolean unicode, boolean colour, int columns, int rows) {
    private static final String RESET = "\033[0m";

    public Style {
        require(columns >= 20 && rows >= 5, "a terminal has at least 20 x 5 characters, got %d x %d", columns, rows);
    }

    /** No terminal at all. */
    public static Style plain() {
        return new Style(false, false, false, 100, 30);
    }

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
