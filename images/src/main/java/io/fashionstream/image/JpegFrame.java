package io.fashionstream.image;

import io.fashionstream.event.RejectionReason;
import java.nio.ByteBuffer;

/**
 * The SOF segment: how large the picture is, and how its components are laid out.
 *
 * @param progressive whether several scans refine each other
 * @param ids the components' names, as colour is guessed from them
 * @param coefficientBytes memory for all DCT coefficients at once, as several scans need it
 */
record JpegFrame(int width, int height, boolean progressive, String ids, long coefficientBytes) {
    private static final int FIRST = 0xC0;
    private static final int PROGRESSIVE = 0xC2;
    private static final int FIXED_BYTES = 6;
    private static final int COMPONENT_BYTES = 3;
    private static final int BLOCK_PIXELS = 8;
    private static final int BLOCK_BYTES = 128;

    /** Reads the segment of {@code marker}, a start of frame of any kind. */
    static JpegFrame read(int marker, ByteBuffer data, DecodeLimits limits) throws Undecodable {
        if (marker < FIRST || marker > PROGRESSIVE) {
            throw unsupported("Huffman-coded baseline or progressive", "frame type " + Integer.toHexString(marker));
        }
        if (data.remaining() < FIXED_BYTES) {
            throw Undecodable.corrupt("expected a JPEG frame header, got %d bytes", data.remaining());
        }
        int precision = data.get();
        int height = Short.toUnsignedInt(data.getShort());
        int width = Short.toUnsignedInt(data.getShort());
        int components = data.get();
        limits.requireSize("JPEG", width, height);
        if (precision != 8) {
            throw unsupported("8 bits a sample", precision + " bits");
        }
        if (components != 1 && components != 3 && components != 4) {
            throw unsupported("1, 3 or 4 components", components + " components");
        }
        if (data.remaining() != components * COMPONENT_BYTES) {
            throw Undecodable.corrupt("expected %d JPEG components, got %d bytes", components, data.remaining());
        }
        return readComponents(marker == PROGRESSIVE, width, height, data);
    }

    private static JpegFrame readComponents(boolean progressive, int width, int height, ByteBuffer data)
            throws Undecodable {
        StringBuilder ids = new StringBuilder();
        long samplesPerMaximum = 0;
        int largest = 1;
        while (data.hasRemaining()) {
            ids.append((char) Byte.toUnsignedInt(data.get()));
            int factors = Byte.toUnsignedInt(data.get());
            data.get();
            int across = factors >> 4;
            int down = factors & 15;
            if (across < 1 || across > 4 || down < 1 || down > 4) {
                throw Undecodable.corrupt("expected JPEG sampling factors of 1 to 4, got %d x %d", across, down);
            }
            samplesPerMaximum += (long) across * down;
            largest = Math.max(largest, Math.max(across, down));
        }
        long unit = (long) BLOCK_PIXELS * largest;
        long units = ((width + unit - 1) / unit) * ((height + unit - 1) / unit);
        return new JpegFrame(width, height, progressive, ids.toString(), units * samplesPerMaximum * BLOCK_BYTES);
    }

    private static Undecodable unsupported(String expected, String found) {
        return new Undecodable(RejectionReason.UNSUPPORTED_TYPE, "expected a JPEG with %s, got %s", expected, found);
    }

    long pixels() {
        return (long) width * height;
    }
}
