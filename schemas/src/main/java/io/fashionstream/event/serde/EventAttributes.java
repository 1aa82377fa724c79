package io.fashionstream.event.serde;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one event, collected from whichever form it has. Null and empty count as absent.
 *
 * <p>What identifies the event or its image is taken exactly as it stands, or makes the event malformed: two ids that
 * differ must never become one. Any other attribute that cannot be read counts as absent. Confined to one thread.
 */
final class EventAttributes {
    private final Map<Attribute, String> values = new EnumMap<>(Attribute.class);
    private final Set<Attribute> ambiguous = EnumSet.noneOf(Attribute.class);
    private @Nullable String problem;

    /** Takes the bytes of a header. */
    void take(Attribute attribute, String header, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        String where = "header " + Excerpt.of(header);
        try {
            take(attribute, where, Utf8.strict(value, where));
        } catch (MalformedEvent e) {
            unreadable(attribute, e.detail());
        }
    }

    /**
     * Takes text.
     *
     * @param where it stands, for a person to read
     */
    void take(Attribute attribute, String where, String text) {
        if (text.isEmpty() || ambiguous.contains(attribute)) {
            return;
        }
        if (!Utf8.isEncodable(text)) {
            unreadable(attribute, "expected Unicode text in the " + where + ", got half of a surrogate pair");
            return;
        }
        String before = values.putIfAbsent(attribute, text);
        if (before != null && !before.equals(text)) {
            unreadable(
                    attribute,
                    "expected one " + attribute.key() + ", got \"" + Excerpt.of(before) + "\" and, in the " + where
                            + ", \"" + Excerpt.of(text) + "\"");
        }
    }

    /** Notes that an attribute is there and not readable. */
    void unreadable(Attribute attribute, String detail) {
        ambiguous.add(attribute);
        values.remove(attribute);
        if (attribute.identifies()) {
            malformed(detail);
        } else if (attribute == Attribute.DECLARED_CATEGORY) {
            values.put(attribute, "(" + detail + ")");
        }
    }

    /** Notes what is wrong with the event; the first such note counts. */
    void malformed(String detail) {
        if (problem == null) {
            problem = detail;
        }
    }

    /** What makes the event malformed, or null if nothing does. */
    @Nullable
    String problem() {
        return problem;
    }

    @Nullable
    String get(Attribute attribute) {
        return values.get(attribute);
    }

    boolean has(Attribute attribute) {
        return values.containsKey(attribute) || ambiguous.contains(attribute);
    }
}
