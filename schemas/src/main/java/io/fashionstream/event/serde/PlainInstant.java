package io.fashionstream.event.serde;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads instants of the years 0 to 9999 in the form in which {@link Instant#toString} writes them, which all our own events
 * have and most events of others. Formatters, which know many forms, cost each image more than its answer's look-up.
 */
final class PlainInstant {
    private static final String FORM = "dddd-dd-ddTdd:dd:dd";
    private static final int SECONDS_END = FORM.length();

    private PlainInstant() {}

    /** The instant that {@code Instant.toString()} writes as {@code text}; null if there is none. */
    static @Nullable Instant read(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || text.charAt(end) != 'Z' || !isFormed(text)) {
            return null;
        }
        int nanos = end == SECONDS_END ? 0 : nanos(text, end);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        if (nanos < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        try {
            LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
            return Instant.ofEpochSecond(date.toEpochDay() * 86_400L + hour * 3_600L + minute * 60L + second, nanos);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static boolean isFormed(String text) {
        for (int i = 0; i < SECONDS_END; i++) {
            char expected = FORM.charAt(i);
            char found = text.charAt(i);
            if (expected == 'd' ? !isDigit(found) : found != expected) {
                return false;
            }
        }
        return true;
    }

    /** Three, six or nine digits, the last three of which are not all zeros; or else -1. */
    private static int nanos(String text, int end) {
        int digits = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || digits % 3 != 0 || digits < 3 || digits > 9) {
            return -1;
        }
        for (int i = SECONDS_END + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
        }
        int fraction = number(text, SECONDS_END + 1, end);
        if (fraction % 1_000 == 0) {
            return -1;
        }
        for (int i = digits; i < 9; i++) {
            fraction *= 10;
        }
        return fraction;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
