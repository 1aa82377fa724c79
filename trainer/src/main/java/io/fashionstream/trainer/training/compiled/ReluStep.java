package io.fashionstream.trainer.training.compiled;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ReLU in place. Its derivative, {@code step(output)}, replaces the output on the way back and is multiplied in: ten
 * times as fast as the operation {@code relu_bp}.
 */
final class ReluStep implements LayerStep {
    private final Activations activations;
    private final PreparedOperation relu;

    ReluStep(Activations activations) {
        this.activations = activations;
        INDArray[] inPlace = {activations.values()};
        relu = PreparedOperation.of("relu", inPlace, inPlace).withReals(0);
    }

    @Override
    public void forward(Pass pass) {
        relu.run();
    }

    @Override
    public void backward() {
        INDArray values = activations.values();
        Nd4j.getExecutioner().exec(new Step(values, values));
        activations.gradients().muli(values);
    }
}
