package io.fashionstream.image;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Recognises pictures that a program on the way treated as text: it decoded the bytes as characters and encoded these again,
 * which destroys bytes that are no text. Such a picture cannot be repaired, but its publisher can be told what happened.
 */
final class TextDamage {
    /** Enough to tell: no picture has so many bytes that happen to be UTF-8. */
    private static final int LOOKED_AT_BYTES = 2048;

    private static final String REPLACEMENT = "\u00ef\u00bf\u00bd";
    private static final int FEWEST_REPLACEMENTS = 2;
    private static final String ADVICE = ": send the bytes without turning them into text on the way";

    private TextDamage() {}

    /** Refuses {@code bytes} if they show that they once went through text. */
    static void refuse(byte[] bytes) throws Undecodable {
        String damage = found(bytes);
        if (damage != null) {
            throw Undecodable.corrupt("expected the bytes of a picture, got %s%s", damage, ADVICE);
        }
    }

    private static @Nullable String found(byte[] bytes) {
        if (replacements(bytes) >= FEWEST_REPLACEMENTS && isUtf8(bytes)) {
            return shape(bytes) + " that was forced through UTF-8 (bytes that are no text became EF BF BD)";
        }
        if (Beginning.hasAt(bytes, 0, "\u00c3\u00bf\u00c3\u0098\u00c3\u00bf")) {
            return "a JPEG whose bytes were written as UTF-8 characters";
        }
        if (Beginning.hasAt(bytes, 0, "\u00c2\u0089PNG")) {
            return "a PNG whose bytes were written as UTF-8 characters";
        }
        if (Beginning.hasAt(bytes, 0, "RIFF") && isUtf8(bytes)) {
            return "a WebP whose bytes were written as UTF-8 characters";
        }
        if (Beginning.hasAt(bytes, 0, "??") && Beginning.hasAt(bytes, 6, "JFIF")) {
            return "a JPEG whose bytes became question marks where they are no text";
        }
        if (Beginning.hasAt(bytes, 1, "PNG") && hasPngHeaderNearby(bytes)) {
            return "a PNG whose first bytes were changed, as when line ends or the upper bit are";
        }
        return null;
    }

    /** The header's name, which stands at 12, moves with the line ends that are changed before it. */
    private static boolean hasPngHeaderNearby(byte[] bytes) {
        for (int at = 9; at <= 15; at++) {
            if (Beginning.hasAt(bytes, at, "IHDR")) {
                return true;
            }
        }
        return false;
    }

    private static String shape(byte[] bytes) {
        if (Beginning.hasAt(bytes, 0, REPLACEMENT + "PNG")) {
            return "a PNG";
        }
        if (Beginning.hasAt(bytes, 0, "RIFF")) {
            return "a WebP";
        }
        return Beginning.hasAt(bytes, 0, REPLACEMENT + REPLACEMENT) ? "a JPEG" : "something";
    }

    private static int replacements(byte[] bytes) {
        int count = 0;
        for (int i = 0; i < Math.min(LOOKED_AT_BYTES, bytes.length); i++) {
            if (bytes[i] == (byte) 0xef && Beginning.hasAt(bytes, i, REPLACEMENT)) {
                count++;
            }
        }
        return count;
    }

    /** Whether the first bytes are UTF-8, perhaps cut within the last character, and not only ASCII. */
    private static boolean isUtf8(byte[] bytes) {
        ByteBuffer start = ByteBuffer.wrap(bytes, 0, Math.min(LOOKED_AT_BYTES, bytes.length));
        CharBuffer characters = CharBuffer.allocate(start.remaining());
        boolean broken = StandardCharsets.UTF_8
                .newDecoder()
                .decode(start, characters, false)
                .isError();
        return !broken && characters.position() < start.position();
    }
}
