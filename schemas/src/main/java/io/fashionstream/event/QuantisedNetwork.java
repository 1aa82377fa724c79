package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fashionstream.event.ModelManifest.Decision;
import io.fashionstream.event.ModelManifest.Measured;
import org.jspecify.annotations.Nullable;

/**
 * What is known about {@code network.int8.onnx}, the same network in 8-bit integers, where an artifact has it. Its
 * temperature and its limits are its own: they were fitted on what it answers.
 *
 * @param scheme how numbers became bytes, in words
 * @param decision how its outputs become a label
 * @param validation on the images that the network of floats was validated on
 * @param test on the test set, if it was measured
 * @param largestDifference of a probability at temperature 1 from the network of floats, over validation, in [0, 1]
 */
public record QuantisedNetwork(
        String scheme,
        CalibrationImages calibration,
        @JsonUnwrapped Decision decision,
        Measured validation,
        @Nullable Measured test,
        double largestDifference) {

    /**
     * Training images whose activations said which numbers the bytes have to cover.
     *
     * @param images how many, at least 1
     * @param seed by which they were chosen
     * @param method how the covered range follows from the activations
     */
    public record CalibrationImages(int images, long seed, String method) {
        public CalibrationImages {
            require(images >= 1, "calibration needs at least 1 image, got %d", images);
        }
    }
}
