package io.fashionstream.artifact;

import static io.fashionstream.check.Check.require;

/**
 * A real image with the answer that the trained network gave: whoever serves the model must come to the same.
 *
 * <p>Probabilities are uncalibrated (temperature 1), ten values in label order.
 */
public final class Canary {
    private final ImageTensor image;
    private final float[] probabilities;

    public Canary(ImageTensor image, float[] probabilities) {
        require(probabilities.length == 10, "a canary has 10 probabilities, got %d", probabilities.length);
        this.image = image;
        this.probabilities = probabilities.clone();
    }

    public ImageTensor image() {
        return image;
    }

    /** A copy of the ten probabilities, in label order. */
    public float[] probabilities() {
        return probabilities.clone();
    }
}
