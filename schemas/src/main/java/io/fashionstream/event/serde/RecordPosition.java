package io.fashionstream.event.serde;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The position of a record: topic, partition and offset. */
record RecordPosition(String topic, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("([a-zA-Z0-9._-]{1,249})/(0|[1-9]\\d{0,8})/(0|[1-9]\\d{0,17})");

    /** The position that {@code text} names as {@code topic/partition/offset}. */
    static RecordPosition parse(String text, String what) throws MalformedEvent {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new MalformedEvent(
                    "expected topic/partition/offset in the " + what + ", got \"" + Excerpt.of(text) + "\"");
        }
        return new RecordPosition(parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)));
    }

    String joined(char separator) {
        return topic + separator + partition + separator + offset;
    }
}
