package io.fashionstream.image;

import io.fashionstream.event.ModelManifest;

/**
 * How a gray byte becomes a network's input: {@code (pixel / 255 - mean) / deviation}. The one definition, used by
 * training and by serving; the model's manifest records its two numbers.
 *
 * @param recorded the numbers as the manifest has them
 */
public record PixelScaling(ModelManifest.Scaling recorded) {
    /** Plain [0, 1]. */
    public static final PixelScaling UNIT = new PixelScaling(ModelManifest.Scaling.UNIT);

    /** Subtracts {@code mean} after scaling to [0, 1], then divides by {@code deviation}. */
    public static PixelScaling of(double mean, double deviation) {
        return new PixelScaling(new ModelManifest.Scaling(mean, deviation));
    }

    /** The input values of all 256 pixel values, in order. */
    public float[] levels() {
        float[] levels = new float[256];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = scale((byte) level);
        }
        return levels;
    }

    /** The input value of one pixel; {@code pixel} is a byte taken as unsigned, 0 (background) to 255. */
    public float scale(byte pixel) {
        return (float) ((Byte.toUnsignedInt(pixel) / 255.0 - recorded.mean()) / recorded.deviation());
    }
}
