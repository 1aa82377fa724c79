package io.fashionstream.event.serde;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as publishers write them. The year must have four digits, because JSON Schema knows no others and labels
 * repeat the time.
 */
final class EventTime {
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** RFC 3339, and the offsets that ISO 8601 has beyond it, such as {@code +0100}. */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private EventTime() {}

    /** The time of {@code text}, or else that of its record; a time without a zone names no instant. */
    static Instant of(@Nullable String text, long recordMillis) {
        Instant stated = text == null ? null : read(text);
        return stated == null ? clamped(recordMillis) : stated;
    }

    /** Null if {@code text} names no instant of the years 0 to 9999. */
    private static @Nullable Instant read(String text) {
        Instant plain = PlainInstant.read(text);
        if (plain != null) {
            return plain;
        }
        try {
            Instant time = FORMAT.parse(text, OffsetDateTime::from).toInstant();
            return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant clamped(long millis) {
        return Instant.ofEpochMilli(Math.max(EARLIEST.toEpochMilli(), Math.min(LATEST.toEpochMilli(), millis)));
    }
}
