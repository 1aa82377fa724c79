package io.fashionstream.trainer.training.compiled;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution of stride 1 that keeps the size, without its activation. */
final class ConvolutionStep implements LayerStep {
    /** Stride, padding and dilation; same size; NHWC; weights as [out, in, height, width]. */
    private static final long[] LAYOUT = {1, 1, 0, 0, 1, 1, 1, 1, 1};

    private final PreparedOperation forward;
    private final PreparedOperation backward;

    ConvolutionStep(Activations input, Activations output, LayerParameters parameters) {
        INDArray weights = parameters.value("W");
        INDArray bias = parameters.value("b").reshape(output.channels());
        INDArray biasGradient = parameters.gradient("b").reshape(output.channels());
        long[] arguments = arguments(weights);
        forward = PreparedOperation.of(
                "conv2d", new INDArray[] {input.values(), weights, bias}, new INDArray[] {output.values()}, arguments);
        backward = PreparedOperation.of(
                "conv2d_bp",
                new INDArray[] {input.values(), weights, bias, output.gradients()},
                new INDArray[] {input.gradientsOrScratch(), parameters.gradient("W"), biasGradient},
                arguments);
    }

    private static long[] arguments(INDArray weights) {
        long[] arguments = new long[2 + LAYOUT.length];
        arguments[0] = weights.size(2);
        arguments[1] = weights.size(3);
        System.arraycopy(LAYOUT, 0, arguments, 2, LAYOUT.length);
        return arguments;
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
