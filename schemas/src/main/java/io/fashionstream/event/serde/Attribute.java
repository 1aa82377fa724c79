package io.fashionstream.event.serde;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of an event that are read; all others are ignored. */
enum Attribute {
    SPEC_VERSION("specversion", true),
    ID("id", true),
    SOURCE("source", true),
    SUBJECT("subject", true),
    PARTITION_KEY("partitionkey", true),
    TYPE("type", false),
    TIME("time", false),
    CONTENT_TYPE("datacontenttype", false),
    CONTENT_ENCODING("datacontentencoding", false),
    DECLARED_CATEGORY("declaredcategory", false),
    DATA_REF("dataref", false),
    DATA_REF_SHA256("datarefsha256", false);

    private static final Map<String, Attribute> BY_NAME = byName();
    private static final String[] PREFIXES = {"ce", "cloudevents"};
    private static final String SEPARATORS = "_-:.";

    private final String key;
    private final boolean identifies;

    Attribute(String key, boolean identifies) {
        this.key = key;
        this.identifies = identifies;
    }

    /** Its name in CloudEvents, or that of this project's extension. */
    String key() {
        return key;
    }

    /**
     * Whether it is part of the identity of the event or image; such an attribute is read exactly, or the event is
     * refused.
     */
    boolean identifies() {
        return identifies;
    }

    /**
     * The attribute that a JSON member or a header without prefix names; case, {@code -} and {@code _} in a name do not
     * count. Null for any other name.
     */
    static @Nullable Attribute named(String name) {
        Attribute exactly = BY_NAME.get(name);
        return exactly != null ? exactly : BY_NAME.get(simple(name));
    }

    /**
     * The attribute that a header names with the prefix of CloudEvents: {@code ce_id} as Kafka's binding has it, and the
     * spellings of other bindings, {@code ce-id}, {@code cloudEvents:id}, {@code CE_ID}. Null for any other name.
     */
    static @Nullable Attribute prefixed(String header) {
        String name = withoutPrefix(header);
        return name == null ? null : named(name);
    }

    /** What follows the prefix of CloudEvents in the name of a header, or null if it has none. */
    static @Nullable String withoutPrefix(String header) {
        for (String prefix : PREFIXES) {
            int at = prefix.length();
            if (header.length() > at
                    && SEPARATORS.indexOf(header.charAt(at)) >= 0
                    && header.regionMatches(/* ignoreCase= */ true, 0, prefix, 0, at)) {
                return header.substring(at + 1);
            }
        }
        return null;
    }

    /** {@code name} in lower case, without {@code -} and {@code _}. */
    static String simple(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter != '-' && letter != '_') {
                letters.append(letter);
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Attribute> byName() {
        Map<String, Attribute> all = new HashMap<>();
        for (Attribute attribute : values()) {
            all.put(attribute.key, attribute);
        }
        return Map.copyOf(all);
    }
}
