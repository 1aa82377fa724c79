package io.fashionstream.image;

import io.fashionstream.event.RejectionReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The SOF segment: how large the picture is, and how its components are laid out.
 *
 * @param progressive whether several scans refine each other
 * @param maxAcross the largest sampling factor of a component, as {@code maxDown} is for rows
 */
record JpegFrame(
        int width, int height, boolean progressive, List<JpegComponent> components, int maxAcross, int maxDown) {
    private static final int FIRST = 0xC0;
    private static final int PROGRESSIVE = 0xC2;
    private static final int FIXED_BYTES = 6;
    private static final int COMPONENT_BYTES = 3;
    /** Of the longer edge: 28 pixels are wanted in the end, of a product that may be small in its picture. */
    private static final int FEWEST_PIXELS = 200;

    JpegFrame {
        components = List.copyOf(components);
    }

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
        List<JpegComponent> components = new ArrayList<>();
        int maxAcross = 1;
        int maxDown = 1;
        while (data.hasRemaining()) {
            int id = Byte.toUnsignedInt(data.get());
            int factors = Byte.toUnsignedInt(data.get());
            int across = factors >> 4;
            int down = factors & 15;
            if (across < 1 || across > 4 || down < 1 || down > 4) {
                throw Undecodable.corrupt("expected JPEG sampling factors of 1 to 4, got %d x %d", across, down);
            }
            components.add(new JpegComponent(id, across, down, Byte.toUnsignedInt(data.get())));
            maxAcross = Math.max(maxAcross, across);
            maxDown = Math.max(maxDown, down);
        }
        return new JpegFrame(width, height, progressive, components, maxAcross, maxDown);
    }

    private static Undecodable unsupported(String expected, String found) {
        return new Undecodable(RejectionReason.UNSUPPORTED_TYPE, "expected a JPEG with %s, got %s", expected, found);
    }

    long pixels() {
        return (long) width * height;
    }

    /** Number of minimum coded units beside each other. */
    int unitsAcross() {
        return divideUp(width, JpegTransform.BLOCK_SIDE * maxAcross);
    }

    int unitsDown() {
        return divideUp(height, JpegTransform.BLOCK_SIDE * maxDown);
    }

    /** To how many pixels beside each other a block of 8 is reduced: 1, 2, 4 or 8. */
    int blockSide() {
        int side = JpegTransform.BLOCK_SIDE;
        while (side > 1 && reduced(Math.max(width, height), side / 2) >= FEWEST_PIXELS) {
            side /= 2;
        }
        return side;
    }

    /** How many pixels are left of so many if blocks are reduced to {@code blockSide}. */
    static int reduced(int pixels, int blockSide) {
        return divideUp(pixels * blockSide, JpegTransform.BLOCK_SIDE);
    }

    static int divideUp(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
