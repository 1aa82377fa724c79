package io.fashionstream.artifact;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Precision;

/**
 * A real image with the answer that the trained network gave: whoever serves the model must come to the same.
 *
 * <p>Probabilities are uncalibrated (temperature 1), ten values in label order.
 */
public final class Canary {
    /** Pixels in a canary: 28 x 28. */
    public static final int PIXELS = 784;

    private final byte[] pixels;
    private final float[] probabilities;

    /**
     * Copies both arrays.
     *
     * @param pixels 784 gray bytes, row-major, 0 is background
     */
    public Canary(byte[] pixels, float[] probabilities) {
        require(pixels.length == PIXELS, "expected %d pixel bytes, got %d", PIXELS, pixels.length);
        require(probabilities.length == 10, "a canary has 10 probabilities, got %d", probabilities.length);
        this.pixels = pixels.clone();
        this.probabilities = probabilities.clone();
    }

    /** A copy of the 784 gray bytes, row-major, 0 is background. */
    public byte[] pixels() {
        return pixels.clone();
    }

    /** A copy of the ten probabilities that the network of {@code precision} gave, in label order. */
    public float[] probabilities(Precision precision) {
        require(precision == Precision.FP32, "a canary has no probabilities of %s", precision);
        return probabilities();
    }

    /** A copy of the ten probabilities, in label order. */
    public float[] probabilities() {
        return probabilities.clone();
    }
}
