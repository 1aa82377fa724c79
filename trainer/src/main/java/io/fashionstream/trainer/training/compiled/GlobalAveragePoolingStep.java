package io.fashionstream.trainer.training.compiled;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean of each channel over the whole image: images become rows. */
final class GlobalAveragePoolingStep implements LayerStep {
    private final PreparedOperation forward;
    private final PreparedOperation backward;

    GlobalAveragePoolingStep(Activations input, Activations output) {
        long side = input.side();
        // Kernel, stride, padding, dilation; only whole windows; all of a window count; NHWC.
        long[] arguments = {side, side, side, side, 0, 0, 1, 1, 0, 0, 1};
        forward = PreparedOperation.of(
                "avgpool2d", new INDArray[] {input.values()}, new INDArray[] {asImages(output.values())}, arguments);
        backward = PreparedOperation.of(
                "avgpool2d_bp",
                new INDArray[] {input.values(), asImages(output.gradients())},
                new INDArray[] {input.gradientsOrScratch()},
                arguments);
    }

    /** The same memory as images of one pixel. */
    private static INDArray asImages(INDArray rows) {
        return rows.reshape('c', rows.size(0), 1, 1, rows.size(1));
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
