package io.fashionstream.image;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pixels: one int each, {@code 0xAARRGGBB} (sRGB, alpha not premultiplied), row-major from the top left.
 *
 * <p>At most {@link #MAX_EDGE_PIXELS} on an edge; {@link Sampling} says how a larger picture gets there.
 */
final class Picture {
    static final int MAX_EDGE_PIXELS = 1024;

    final int width;
    final int height;
    private final int[] argb;

    /** A fully transparent picture. */
    Picture(int width, int height) {
        this(width, height, new int[width * height]);
    }

    /** Takes {@code argb} without copying. */
    Picture(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    int argb(int x, int y) {
        return argb[y * width + x];
    }

    void set(int x, int y, int value) {
        argb[y * width + x] = value;
    }

    /** A new picture with {@code change} applied to each pixel. */
    Picture map(IntUnaryOperator change) {
        int[] changed = new int[argb.length];
        for (int i = 0; i < argb.length; i++) {
            changed[i] = change.applyAsInt(argb[i]);
        }
        return new Picture(width, height, changed);
    }

    /** The level of each pixel, row-major, if all are opaque and have red, green and blue alike; or else null. */
    byte @Nullable [] opaqueGray() {
        byte[] levels = new byte[argb.length];
        for (int i = 0; i < levels.length; i++) {
            int blue = argb[i] & 0xff;
            if (argb[i] != rgb(blue, blue, blue)) {
                return null;
            }
            levels[i] = (byte) blue;
        }
        return levels;
    }

    /** An opaque pixel; each value 0 to 255. */
    static int rgb(int red, int green, int blue) {
        return 0xff000000 | red << 16 | green << 8 | blue;
    }
}
