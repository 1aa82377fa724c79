package io.fashionstream.trainer.training;

import io.fashionstream.trainer.network.EitherNetwork;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A training as it was saved.
 *
 * @param network with its updater state
 * @param keptParameters flat parameters that the training would end with, if these are not the present ones
 */
record Checkpoint(
        Model network, TrainingState state, @Nullable INDArray keptParameters) {
    /** Puts weights and updater state into {@code target}, a network of the same configuration. */
    void restoreInto(Model target) {
        target.params().assign(network.params());
        INDArray updaterState = new EitherNetwork(target).updater().getStateViewArray();
        if (updaterState != null) {
            updaterState.assign(new EitherNetwork(network).updater().getStateViewArray());
        }
        new EitherNetwork(target).setIterations(new EitherNetwork(network).iterations());
    }
}
