package io.fashionstream.trainer.training.compiled;

/**
 * One layer, or a part of one, on buffers that were allocated when the network was compiled. Confined to one thread.
 *
 * <p>A step may work in place on the values of the step before it, unless that one needs them again in its own
 * {@link #backward()}: steps that do are batch normalisation and pooling, of their inputs only.
 */
interface LayerStep {
    /**
     * Computes the step's output from its input.
     *
     * @param pass whether it is a training pass, and the seed of its random choices
     */
    void forward(Pass pass);

    /** Computes the gradients of the step's parameters and of its input, from the gradient of its output. */
    void backward();

    /**
     * A pass through the network.
     *
     * @param training false for a pass that only predicts: running statistics, no dropout
     * @param seed of this pass; equal seeds drop the same values
     */
    record Pass(boolean training, long seed) {
        static final Pass PREDICTION = new Pass(false, 0);
    }
}
