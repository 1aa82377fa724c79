package io.fashionstream.artifact;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Classes;
import io.fashionstream.event.Precision;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A real image with the answer that the trained network gave: whoever serves the model must come to the same.
 *
 * <p>Probabilities are uncalibrated (temperature 1), one for each class, in the order of the model.
 */
public final class Canary {
    /** Pixels in a canary: 28 x 28. */
    public static final int PIXELS = 784;

    private final byte[] pixels;
    private final float[] probabilities;
    private final float @Nullable [] int8;

    /** As the other, of a model without a network of integers. */
    public Canary(byte[] pixels, float[] probabilities) {
        this(pixels, probabilities, null);
    }

    /**
     * Copies the arrays.
     *
     * @param pixels 784 gray bytes, row-major, 0 is background
     * @param int8 probabilities that the network of integers gives, where there is one
     */
    public Canary(byte[] pixels, float[] probabilities, float @Nullable [] int8) {
        require(pixels.length == PIXELS, "expected %d pixel bytes, got %d", PIXELS, pixels.length);
        require(
                probabilities.length >= 2 && probabilities.length <= Classes.MOST,
                "a canary has 2 to 250 probabilities, got %d",
                probabilities.length);
        this.pixels = pixels.clone();
        require(
                int8 == null || int8.length == probabilities.length,
                "a canary has as many probabilities of each precision, got %d and %d",
                probabilities.length,
                int8 == null ? 0 : int8.length);
        this.probabilities = probabilities.clone();
        this.int8 = int8 == null ? null : int8.clone();
    }

    /** A copy of the 784 gray bytes, row-major, 0 is background. */
    public byte[] pixels() {
        return pixels.clone();
    }

    /** A copy of the probabilities that the network of {@code precision} gave, in the order of the classes. */
    public float[] probabilities(Precision precision) {
        float[] found = precision == Precision.FP32 ? probabilities : int8;
        require(found != null, "a canary has no probabilities of %s", precision);
        return Objects.requireNonNull(found).clone();
    }

    /** Whether it has probabilities of a network of integers. */
    public boolean hasInt8() {
        return int8 != null;
    }

    /** The same with the probabilities that the network of integers gives. */
    public Canary withInt8(float[] answer) {
        return new Canary(pixels, probabilities, answer);
    }

    /** A copy of the probabilities, in the order of the classes. */
    public float[] probabilities() {
        return probabilities.clone();
    }
}
