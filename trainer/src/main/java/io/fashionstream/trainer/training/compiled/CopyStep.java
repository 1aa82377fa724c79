package io.fashionstream.trainer.training.compiled;

/** Copies values that somebody else reads too, so that the next step may work in place. */
record CopyStep(Activations input, Activations output) implements LayerStep {
    @Override
    public void forward(Pass pass) {
        output.values().assign(input.values());
    }

    @Override
    public void backward() {
        if (!input.isInput()) {
            input.gradients().assign(output.gradients());
        }
    }
}
