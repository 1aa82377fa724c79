package io.fashionstream.event.serde;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in foreign records. */
final class Utf8 {
    private Utf8() {}

    /** The text of {@code bytes}; malformed UTF-8 is refused, not patched over. */
    static String strict(byte[] bytes, String what) throws MalformedEvent {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedEvent("expected UTF-8 in the " + what + ", got other bytes");
        }
    }
}
