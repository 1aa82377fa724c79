package io.fashionstream.trainer.training;

import java.time.Duration;
import java.util.List;

/** Is told how a training goes. It is called on the training thread, so a slow listener slows the training down. */
public interface TrainingListener {
    /** Ignores everything. */
    TrainingListener SILENT = new TrainingListener() {};

    /** A step was taken. */
    default void onStep(Step step) {}

    /** An epoch ended and was validated; {@code left} is an estimate. */
    default void onEpoch(EpochResult result, Duration left) {}

    /** A checkpoint could not be written; training goes on, and the one before is still there. */
    default void onCheckpointFailure(String reason) {}

    /**
     * Where a training is.
     *
     * @param epoch from 1
     * @param batch from 1, in this epoch
     * @param batches in each epoch
     * @param progress share of the whole training that is done, 0 to 1
     * @param loss mean of this epoch so far
     * @param accuracy of this epoch so far
     * @param imagesPerSecond of this epoch so far
     */
    record Step(
            int epoch,
            int batch,
            int batches,
            double progress,
            double loss,
            double accuracy,
            double learningRate,
            double imagesPerSecond) {}

    /** One listener that passes everything on to several. */
    static TrainingListener all(List<TrainingListener> listeners) {
        return new TrainingListener() {
            @Override
            public void onStep(Step step) {
                listeners.forEach(listener -> listener.onStep(step));
            }

            @Override
            public void onEpoch(EpochResult result, Duration left) {
                listeners.forEach(listener -> listener.onEpoch(result, left));
            }

            @Override
            public void onCheckpointFailure(String reason) {
                listeners.forEach(listener -> listener.onCheckpointFailure(reason));
            }
        };
    }
}
