package io.fashionstream.trainer.training.compiled;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The largest of every 2 x 2 values, halving height and width. */
final class MaxPoolingStep implements LayerStep {
    /** Kernel, stride, padding, dilation; only whole windows; NHWC. */
    private static final long[] ARGUMENTS = {2, 2, 2, 2, 0, 0, 1, 1, 0, 0, 1};

    private final PreparedOperation forward;
    private final PreparedOperation backward;

    MaxPoolingStep(Activations input, Activations output) {
        forward = PreparedOperation.of(
                "maxpool2d", new INDArray[] {input.values()}, new INDArray[] {output.values()}, ARGUMENTS);
        backward = PreparedOperation.of(
                "maxpool2d_bp",
                new INDArray[] {input.values(), output.gradients()},
                new INDArray[] {input.gradientsOrScratch()},
                ARGUMENTS);
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
