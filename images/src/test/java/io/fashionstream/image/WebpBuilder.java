package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes WebP files chunk by chunk, from pictures that are WebP files already. */
final class WebpBuilder {
    private static final int CHUNKS_AT = 12;

    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    /** The first chunk of an animation. */
    WebpBuilder animated(int width, int height) {
        return extended(2, width, height).chunk("ANIM", new byte[6]);
    }

    WebpBuilder extended(int flags, int width, int height) {
        ByteBuffer data = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(flags).put(int24(width - 1)).put(int24(height - 1));
        return chunk("VP8X", data.array());
    }

    /** A frame that shows the picture of another file. */
    WebpBuilder frame(int left, int top, int width, int height, byte[] webp) {
        byte[] picture = pictureChunks(webp);
        ByteBuffer data = ByteBuffer.allocate(16 + picture.length);
        data.put(int24(left / 2)).put(int24(top / 2)).put(int24(width - 1)).put(int24(height - 1));
        data.position(16).put(picture);
        return chunk("ANMF", data.array());
    }

    /** The picture of another file. */
    WebpBuilder picture(byte[] webp) {
        chunks.writeBytes(pictureChunks(webp));
        return this;
    }

    WebpBuilder chunk(String name, byte[] data) {
        chunks.writeBytes(name.getBytes(ISO_8859_1));
        chunks.writeBytes(int32(data.length));
        chunks.writeBytes(data);
        chunks.writeBytes(new byte[data.length & 1]);
        return this;
    }

    byte[] end() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("RIFF".getBytes(ISO_8859_1));
        file.writeBytes(int32(4 + chunks.size()));
        file.writeBytes("WEBP".getBytes(ISO_8859_1));
        file.writeBytes(chunks.toByteArray());
        return file.toByteArray();
    }

    /** All chunks but the first if that only describes the others. */
    private static byte[] pictureChunks(byte[] webp) {
        boolean extended = Beginning.hasAt(webp, CHUNKS_AT, "VP8X");
        return Arrays.copyOfRange(webp, extended ? CHUNKS_AT + 18 : CHUNKS_AT, webp.length);
    }

    private static byte[] int24(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }

    private static byte[] int32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
