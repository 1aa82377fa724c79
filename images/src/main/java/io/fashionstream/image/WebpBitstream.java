package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One coded picture within a WebP. Its size was read from its own header and is within the limits.
 *
 * @param chunk the name of the chunk that it came in
 * @param data the chunk's data
 */
record WebpBitstream(String chunk, ByteBuffer data, int width, int height) {
    private static final int FRAME_HEADER_BYTES = 10;
    private static final int FRAME_TAG_BYTES = 3;
    private static final int START_CODE = 0x2a019d;
    /** Measured: 0.3 to 0.6 us a pixel, against 3 to 10 ns for a scan of a JPEG. */
    private static final int LOSSY_STEPS = 64;

    private static final String LOSSLESS = "VP8L";
    private static final int LOSSLESS_HEADER_BYTES = 5;
    private static final byte LOSSLESS_SIGNATURE = 0x2f;
    private static final int LOSSLESS_BYTES_PER_PIXEL = 8;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int RIFF_HEADER_BYTES = 12;

    /** Reads the frame header of a VP8 chunk. */
    static WebpBitstream lossy(ByteBuffer data, DecodeLimits limits) throws Undecodable {
        if (data.remaining() < FRAME_HEADER_BYTES) {
            throw Undecodable.truncated("expected a VP8 frame header, got %d bytes", data.remaining());
        }
        int tag = unsigned24(data, 0);
        int startCode = unsigned24(data, FRAME_TAG_BYTES);
        if ((tag & 1) != 0 || startCode != START_CODE) {
            throw Undecodable.corrupt("expected a VP8 key frame, got other data");
        }
        int firstPartition = tag >> 5;
        if (firstPartition > data.remaining() - FRAME_HEADER_BYTES) {
            throw Undecodable.truncated(
                    "expected %,d bytes in the first VP8 partition, got %,d",
                    firstPartition, data.remaining() - FRAME_HEADER_BYTES);
        }
        int width = data.getShort(6) & 0x3fff;
        int height = data.getShort(8) & 0x3fff;
        limits.requireSize("WebP", width, height);
        limits.requireSteps("a lossy WebP", (long) width * height, LOSSY_STEPS);
        return new WebpBitstream("VP8 ", data, width, height);
    }

    /** Reads the header of a VP8L chunk. */
    static WebpBitstream lossless(ByteBuffer data, DecodeLimits limits) throws Undecodable {
        if (data.remaining() < LOSSLESS_HEADER_BYTES) {
            throw Undecodable.truncated("expected a VP8L header, got %d bytes", data.remaining());
        }
        int sizes = data.getInt(1);
        if (data.get(0) != LOSSLESS_SIGNATURE || sizes >>> 29 != 0) {
            throw Undecodable.corrupt("expected a VP8L picture of version 0, got other data");
        }
        int width = 1 + (sizes & 0x3fff);
        int height = 1 + (sizes >> 14 & 0x3fff);
        limits.requireSize("WebP", width, height);
        limits.requireWorkingBytes("a lossless WebP", (long) width * height * LOSSLESS_BYTES_PER_PIXEL);
        return new WebpBitstream(LOSSLESS, data, width, height);
    }

    /**
     * A VP8L picture from data without a header, as alpha planes are coded.
     *
     * @param width already checked against the limits, as is {@code height}
     */
    static WebpBitstream headless(ByteBuffer data, int width, int height, DecodeLimits limits) throws Undecodable {
        ByteBuffer whole =
                ByteBuffer.allocate(LOSSLESS_HEADER_BYTES + data.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        whole.put(LOSSLESS_SIGNATURE).putInt((width - 1) | ((height - 1) << 14)).put(data.duplicate());
        return lossless(whole.flip(), limits);
    }

    /**
     * What the library may allocate in all. A lossless picture takes 3 to 4 bytes a pixel, and 5 kB for each group of codes:
     * up to 2,600 as libwebp writes them, but 65,536 fit into 160 kB, and the header does not tell. A lossy one leaves 70
     * to 110 bytes of garbage a pixel, and holds little.
     */
    long allowedBytes(DecodeLimits limits) {
        return chunk.equals(LOSSLESS) ? limits.maxWorkingBytes() : Long.MAX_VALUE;
    }

    private static int unsigned24(ByteBuffer data, int at) {
        return data.getInt(at) & 0xffffff;
    }

    /** A WebP file with nothing but this picture. */
    byte[] toFile() {
        int length = data.remaining();
        int padded = length + (length & 1);
        ByteBuffer file = ByteBuffer.allocate(RIFF_HEADER_BYTES + CHUNK_HEADER_BYTES + padded);
        file.order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(ISO_8859_1)).putInt(4 + CHUNK_HEADER_BYTES + padded);
        file.put(("WEBP" + chunk).getBytes(ISO_8859_1)).putInt(length).put(data.duplicate());
        return file.array();
    }
}
