package io.fashionstream.trainer.training.compiled;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution that is padded to keep the size, or to divide it by its stride rounded up, without its activation. */
final class ConvolutionStep implements LayerStep {
    private final PreparedOperation forward;
    private final PreparedOperation backward;

    private ConvolutionStep(
            String operation, Activations input, Activations output, LayerParameters parameters, long... arguments) {
        INDArray weights = parameters.value("W");
        List<INDArray> inputs = new ArrayList<>(List.of(input.values(), weights));
        List<INDArray> gradients = new ArrayList<>(List.of(input.gradientsOrScratch(), parameters.gradient("W")));
        if (parameters.has("b")) {
            inputs.add(parameters.value("b").reshape(output.channels()));
            gradients.add(parameters.gradient("b").reshape(output.channels()));
        }
        forward = PreparedOperation.of(operation, array(inputs), new INDArray[] {output.values()}, arguments);
        inputs.add(output.gradients());
        backward = PreparedOperation.of(operation + "_bp", array(inputs), array(gradients), arguments);
    }

    /** Weights are [out, in, height, width]. */
    static ConvolutionStep plain(Activations input, Activations output, LayerParameters parameters, int stride) {
        long kernel = parameters.value("W").size(2);
        return new ConvolutionStep("conv2d", input, output, parameters, arguments(kernel, stride, 1));
    }

    /** Each channel by itself. Weights are [height, width, in, outputs of each]. */
    static ConvolutionStep depthwise(Activations input, Activations output, LayerParameters parameters, int stride) {
        long kernel = parameters.value("W").size(0);
        return new ConvolutionStep("depthwise_conv2d", input, output, parameters, arguments(kernel, stride, 0));
    }

    /** Kernel, stride, padding and dilation; same size before the stride; NHWC; order of the weights. */
    private static long[] arguments(long kernel, int stride, int weightOrder) {
        return new long[] {kernel, kernel, stride, stride, 0, 0, 1, 1, 1, 1, weightOrder};
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
