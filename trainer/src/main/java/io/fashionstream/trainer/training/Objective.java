package io.fashionstream.trainer.training;

/**
 * What a training makes small: the cross-entropy of its targets.
 *
 * @param labelSmoothing share of each target that is spread over all classes, in [0, 1)
 * @param classWeights how much an image of each class counts
 */
public record Objective(double labelSmoothing, ClassWeights classWeights) {
    /** The labels as they are, each image once. */
    public static final Objective PLAIN = new Objective(0, ClassWeights.NONE);
}
