package io.fashionstream.event.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Says why JSON could not be read, in words that need no knowledge of the parser. */
final class BrokenJson {
    private static final int SHOWN_BYTES = 24;

    private BrokenJson() {}

    /** What was found in {@code json} where one JSON value was expected. */
    static String found(byte[] json, IOException cause) {
        if (json.length == 0) {
            return "no bytes";
        }
        if (cause instanceof JsonEOFException) {
            return "JSON that ends after " + json.length + " bytes, before it is complete";
        }
        if (cause instanceof JsonProcessingException broken
                && String.valueOf(broken.getOriginalMessage()).startsWith("Duplicate field")) {
            return "JSON in which a member stands twice";
        }
        if (cause instanceof StreamConstraintsException) {
            return "JSON that is nested deeper, or has longer names or numbers, than is read";
        }
        long at = cause instanceof JsonProcessingException broken && broken.getLocation() != null
                ? broken.getLocation().getByteOffset()
                : -1;
        if (at < 0 || at > json.length) {
            return "no JSON: " + beginning(json, 0);
        }
        return "broken JSON at byte " + at + ", which begins " + beginning(json, (int) Math.max(0, at - 1));
    }

    private static String beginning(byte[] json, int at) {
        int length = Math.min(SHOWN_BYTES, json.length - at);
        return "\"" + Excerpt.of(new String(json, at, length, StandardCharsets.UTF_8)) + "\"";
    }
}
