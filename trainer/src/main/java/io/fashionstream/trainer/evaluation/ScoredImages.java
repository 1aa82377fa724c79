package io.fashionstream.trainer.evaluation;

import static io.fashionstream.check.Check.require;

import io.fashionstream.trainer.data.LabelledImages;

/**
 * A set of images with a model's outputs for them, in the same order, and what was measured on them.
 *
 * @param name for people, such as {@code Validation} or {@code Official test set}
 * @param temperature the model's, fitted on validation
 */
public record ScoredImages(
        String name, LabelledImages images, Predictions predictions, double temperature, Evaluation evaluation) {
    public ScoredImages {
        require(
                images.size() == predictions.size(),
                "%d predictions do not fit %d images",
                predictions.size(),
                images.size());
    }

    /** Measures {@code predictions}. */
    public static ScoredImages of(String name, LabelledImages images, Predictions predictions, double temperature) {
        return new ScoredImages(name, images, predictions, temperature, Evaluation.of(predictions, temperature));
    }
}
