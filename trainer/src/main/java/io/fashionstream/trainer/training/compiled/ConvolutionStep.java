package io.fashionstream.trainer.training.compiled;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution that is padded to keep the size, or to divide it by its stride rounded up, without its activation. */
final class ConvolutionStep implements LayerStep {
    private final PreparedOperation forward;
    private final PreparedOperation backward;

    ConvolutionStep(Activations input, Activations output, LayerParameters parameters, int stride) {
        INDArray weights = parameters.value("W");
        List<INDArray> inputs = new ArrayList<>(List.of(input.values(), weights));
        List<INDArray> gradients = new ArrayList<>(List.of(input.gradientsOrScratch(), parameters.gradient("W")));
        if (parameters.has("b")) {
            inputs.add(parameters.value("b").reshape(output.channels()));
            gradients.add(parameters.gradient("b").reshape(output.channels()));
        }
        // Kernel, stride, padding and dilation; same size; NHWC; weights as [out, in, height, width].
        long[] arguments = {weights.size(2), weights.size(3), stride, stride, 0, 0, 1, 1, 1, 1, 1};
        forward = PreparedOperation.of("conv2d", array(inputs), new INDArray[] {output.values()}, arguments);
        inputs.add(output.gradients());
        backward = PreparedOperation.of("conv2d_bp", array(inputs), array(gradients), arguments);
    }

    private static INDArray[] array(List<INDArray> arrays) {
        return arrays.toArray(INDArray[]::new);
    }

    @Override
    public void forward(Pass pass) {
        forward.run();
    }

    @Override
    public void backward() {
        backward.run();
    }
}
