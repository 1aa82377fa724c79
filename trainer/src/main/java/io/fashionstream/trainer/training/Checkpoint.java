package io.fashionstream.trainer.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A training as it was saved.
 *
 * @param network with its updater state
 * @param keptParameters flat parameters that the training would end with, if these are not the present ones
 */
record Checkpoint(
        MultiLayerNetwork network,
        TrainingState state,
        @Nullable INDArray keptParameters) {
    /** Puts weights and updater state into {@code target}, a network of the same configuration. */
    void restoreInto(MultiLayerNetwork target) {
        target.params().assign(network.params());
        INDArray updaterState = target.getUpdater().getStateViewArray();
        if (updaterState != null) {
            updaterState.assign(network.getUpdater().getStateViewArray());
        }
        target.getLayerWiseConfigurations()
                .setIterationCount(network.getLayerWiseConfigurations().getIterationCount());
    }
}
