package io.fashionstream.image;

import java.nio.ByteBuffer;

/**
 * The IHDR chunk: what the scan lines hold.
 *
 * @param bitDepth bits per sample
 * @param colour how samples make a pixel
 * @param interlaced whether the lines come in Adam7's seven passes
 */
record PngHeader(int width, int height, int bitDepth, Colour colour, boolean interlaced) {
    static final int BYTES = 13;

    /** The colour types, and the bit depths that each may have. */
    enum Colour {
        GRAY(0, 1, 1, 2, 4, 8, 16),
        RGB(2, 3, 8, 16),
        PALETTE(3, 1, 1, 2, 4, 8),
        GRAY_ALPHA(4, 2, 8, 16),
        RGB_ALPHA(6, 4, 8, 16);

        private final int code;
        private final int samples;
        private final int depths;

        Colour(int code, int samples, int... bitDepths) {
            this.code = code;
            this.samples = samples;
            this.depths = mask(bitDepths);
        }

        /** Bit n is set if depth n is among them. */
        private static int mask(int... bitDepths) {
            int mask = 0;
            for (int bitDepth : bitDepths) {
                mask |= 1 << bitDepth;
            }
            return mask;
        }

        private boolean allows(int bitDepth) {
            return bitDepth >= 1 && bitDepth <= 16 && (depths >> bitDepth & 1) == 1;
        }

        private static Colour of(int code) throws Undecodable {
            for (Colour colour : values()) {
                if (colour.code == code) {
                    return colour;
                }
            }
            throw Undecodable.corrupt("expected PNG colour type 0, 2, 3, 4 or 6, got %d", code);
        }
    }

    static PngHeader read(ByteBuffer data, DecodeLimits limits) throws Undecodable {
        long width = Integer.toUnsignedLong(data.getInt());
        long height = Integer.toUnsignedLong(data.getInt());
        limits.requireSize("PNG", width, height);
        int bitDepth = data.get();
        Colour colour = Colour.of(data.get());
        if (!colour.allows(bitDepth)) {
            throw Undecodable.corrupt("expected a bit depth that PNG allows for %s, got %d", colour, bitDepth);
        }
        byte compression = data.get();
        byte filtering = data.get();
        byte interlacing = data.get();
        if (compression != 0 || filtering != 0 || interlacing < 0 || interlacing > 1) {
            throw Undecodable.corrupt(
                    "expected PNG compression 0, filtering 0 and interlacing 0 or 1, got %d, %d and %d",
                    compression, filtering, interlacing);
        }
        return new PngHeader((int) width, (int) height, bitDepth, colour, interlacing == 1);
    }

    int bitsPerPixel() {
        return colour.samples * bitDepth;
    }

    /** Bytes that {@code pixels} neighbours of one line take. */
    int lineBytes(int pixels) {
        return (pixels * bitsPerPixel() + 7) / 8;
    }
}
