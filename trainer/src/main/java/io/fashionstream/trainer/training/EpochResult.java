package io.fashionstream.trainer.training;

/**
 * What one epoch came to; losses are cross-entropies, accuracies in [0, 1]. Training figures are of augmented images
 * with dropout on, so they may look worse than those of validation.
 *
 * @param epoch from 1
 * @param learningRate at the epoch's end
 * @param imagesPerSecond of the training steps, without validation
 * @param seconds of training and validation together
 */
public record EpochResult(
        int epoch,
        double trainingLoss,
        double trainingAccuracy,
        double validationLoss,
        double validationAccuracy,
        double learningRate,
        double imagesPerSecond,
        double seconds) {}
