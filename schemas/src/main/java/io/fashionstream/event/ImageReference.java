package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where an image lies that its event does not carry.
 *
 * @param location what the publisher wrote, 1 to {@value #LONGEST_LOCATION} characters; not trusted, and perhaps no address
 *     at all
 * @param sha256 of the image's bytes, in lower-case hexadecimal; null if the publisher gave none
 */
public record ImageReference(String location, @Nullable String sha256) {
    /** Longest location in characters. */
    public static final int LONGEST_LOCATION = 2048;

    private static final int SHA_256_DIGITS = 64;

    public ImageReference {
        require(
                !location.isEmpty() && location.length() <= LONGEST_LOCATION,
                "a location must be 1 to %s characters, got %s",
                LONGEST_LOCATION,
                location.length());
        if (sha256 != null) {
            require(isSha256(sha256), "expected 64 lower-case hexadecimal digits, got %s", sha256);
        }
    }

    /** Bytes that are the same for the same reference, and for no other. */
    public byte[] content() {
        String digest = sha256 == null ? "" : sha256;
        return (digest + ' ' + location).getBytes(StandardCharsets.UTF_8);
    }

    /** The location up to its query, which may hold a secret. */
    public String withoutQuery() {
        int query = location.indexOf('?');
        return query < 0 ? location : location.substring(0, query);
    }

    /** Whether {@code text} is 64 lower-case hexadecimal digits. */
    public static boolean isSha256(String text) {
        if (text.length() != SHA_256_DIGITS) {
            return false;
        }
        for (int i = 0; i < SHA_256_DIGITS; i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }
}
