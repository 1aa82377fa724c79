package io.fashionstream.trainer.report;

import java.time.Duration;

/**
 * One point of the training curves.
 *
 * @param number from 1
 * @param trainingLoss mean over the epoch's batches, with augmentation, dropout and label smoothing
 * @param validationLoss mean cross-entropy after the epoch, without any of these
 * @param trainingAccuracy over the epoch's batches, in [0, 1]
 * @param validationAccuracy after the epoch, in [0, 1]
 * @param learningRate at the end of the epoch
 */
public record Epoch(
        int number,
        double trainingLoss,
        double validationLoss,
        double trainingAccuracy,
        double validationAccuracy,
        double learningRate,
        double imagesPerSecond,
        Duration duration) {}
