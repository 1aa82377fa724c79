package io.fashionstream.artifact;

import static io.fashionstream.check.Check.require;

/**
 * How a gray byte becomes a network's input: {@code (pixel / 255 - mean) / deviation}. The one definition, used by
 * training and by serving.
 *
 * @param mean subtracted after scaling to [0, 1]; 0 leaves it
 * @param deviation divided by; 1 leaves it
 */
public record PixelScaling(double mean, double deviation) {
    /** Plain [0, 1]. */
    public static final PixelScaling UNIT = new PixelScaling(0, 1);

    public PixelScaling {
        require(mean >= 0 && mean <= 1, "scaling mean must be in [0, 1], got %s", mean);
        require(deviation > 0 && deviation <= 1, "scaling deviation must be in (0, 1], got %s", deviation);
    }

    /** The input value of one pixel; {@code pixel} is a byte taken as unsigned, 0 (background) to 255. */
    public float scale(byte pixel) {
        return (float) ((Byte.toUnsignedInt(pixel) / 255.0 - mean) / deviation);
    }
}
