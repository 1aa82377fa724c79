package io.fashionstream.trainer.training.compiled;

/** The sum of the ends of two branches. */
record SumStep(Activations first, Activations second, Activations output) implements LayerStep {
    @Override
    public void forward(Pass pass) {
        first.values().addi(second.values(), output.values());
    }

    @Override
    public void backward() {
        first.gradients().assign(output.gradients());
        second.gradients().assign(output.gradients());
    }
}
