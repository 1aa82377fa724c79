package io.fashionstream.event.serde;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads and checks UTF-8 text of records that others wrote. */
final class Utf8 {
    /** Stands in decoded text for bytes that mean nothing, unless it stood in the bytes already. */
    private static final char REPLACEMENT = '\ufffd';

    private Utf8() {}

    /** The text of {@code bytes}; malformed UTF-8 is refused, and nothing is replaced. */
    static String strict(byte[] bytes, String what) throws MalformedEvent {
        String replaced = new String(bytes, StandardCharsets.UTF_8);
        if (replaced.indexOf(REPLACEMENT) < 0) {
            return replaced;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedEvent("expected UTF-8 in the " + what + ", got other bytes");
        }
    }

    /** Whether {@code text} can be written in UTF-8 without loss: it holds no half of a surrogate pair. */
    static boolean isEncodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
