package io.fashionstream.image;

import static io.fashionstream.check.Check.require;

import java.nio.FloatBuffer;

/** One network input before scaling: 28 x 28 gray bytes, row-major, 0 is background, 255 is full ink. Immutable. */
public final class ImageTensor {
    /** Width and height. */
    public static final int SIDE_PIXELS = 28;

    /** Bytes in one image. */
    public static final int PIXELS = SIDE_PIXELS * SIDE_PIXELS;

    private final byte[] gray;

    /**
     * Copies {@code gray}.
     *
     * @throws IllegalArgumentException if it is not 784 bytes
     */
    public ImageTensor(byte[] gray) {
        this(gray, /* copied= */ true);
    }

    private ImageTensor(byte[] gray, boolean copied) {
        require(gray.length == PIXELS, "expected %d pixel bytes, got %d", PIXELS, gray.length);
        this.gray = copied ? gray.clone() : gray;
    }

    /** Takes 784 bytes, which nobody changes any more, without copying. */
    static ImageTensor of(byte[] gray) {
        return new ImageTensor(gray, /* copied= */ false);
    }

    /** The pixel in row {@code y}, column {@code x}, 0 to 255. */
    public int pixel(int x, int y) {
        return Byte.toUnsignedInt(gray[y * SIDE_PIXELS + x]);
    }

    /** A copy of the 784 bytes. */
    public byte[] toBytes() {
        return gray.clone();
    }

    /** Appends the 784 scaled values to {@code target}. */
    public void writeTo(FloatBuffer target, PixelScaling scaling) {
        writeTo(target, scaling.levels());
    }

    /**
     * Appends the 784 scaled values to {@code target}.
     *
     * @param levels of {@link PixelScaling#levels()}
     */
    public void writeTo(FloatBuffer target, float[] levels) {
        for (byte pixel : gray) {
            target.put(levels[Byte.toUnsignedInt(pixel)]);
        }
    }
}
