package io.fashionstream.stream.reference;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects the bytes of one image up to a limit. Confined to one thread at a time. */
final class ContentBuffer {
    private static final int FIRST_BYTES = 16 * 1024;

    private final int maxBytes;
    private byte[] bytes;
    private int length;

    /** @param expected how many bytes are announced, at most {@code maxBytes}; negative if nothing is */
    ContentBuffer(int maxBytes, long expected) {
        this.maxBytes = maxBytes;
        this.bytes = new byte[expected < 0 ? Math.min(FIRST_BYTES, maxBytes) : (int) expected];
    }

    /** Adds all of {@code content}, or nothing and returns false if that is more than the limit. */
    boolean add(ByteBuffer content) {
        int more = content.remaining();
        if (more > maxBytes - length) {
            return false;
        }
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, Math.max(2L * bytes.length, length + (long) more)));
        }
        content.get(bytes, length, more);
        length += more;
        return true;
    }

    /** What was added; to be asked once. */
    byte[] taken() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
