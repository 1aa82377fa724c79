package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Walks through the chunks of a RIFF file: four letters, a length, and that many bytes, padded to an even number. */
final class WebpChunks {
    private static final int HEADER_BYTES = 8;
    private static final Set<String> METADATA = Set.of("EXIF", "XMP ", "ICCP");

    private WebpChunks() {}

    /** Takes the chunks one by one. */
    interface Reader {
        /** {@code data} is little-endian and a view of the file's bytes. */
        void read(String name, ByteBuffer data) throws Undecodable;
    }

    /**
     * Reads the chunks of {@code bytes} from {@code start} on.
     *
     * @return whether all chunks are whole; metadata that are cut are left out
     */
    static boolean walk(ByteBuffer bytes, int start, Reader reader) throws Undecodable {
        int at = start;
        int end = bytes.limit();
        while (end - at >= HEADER_BYTES) {
            String name = name(bytes, at);
            long length = Integer.toUnsignedLong(bytes.getInt(at + 4));
            at += HEADER_BYTES;
            if (length > end - at && METADATA.contains(name)) {
                return false;
            }
            if (length > end - at) {
                throw Undecodable.truncated("expected %,d bytes in WebP chunk %s, got %,d", length, name, end - at);
            }
            reader.read(name, bytes.slice(at, (int) length).order(ByteOrder.LITTLE_ENDIAN));
            at += (int) Math.min(length + (length & 1), end - at);
        }
        return true;
    }

    private static String name(ByteBuffer bytes, int at) {
        byte[] letters = new byte[4];
        bytes.get(at, letters);
        return new String(letters, ISO_8859_1);
    }
}
