package io.fashionstream.trainer.training.compiled;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where activations go two ways. The first branch reads the activations themselves and writes their gradient; the second one
 * reads the same values and has a gradient of its own, which is added on the way back. The network's input has no gradient,
 * and both read it as it is.
 */
final class ForkStep implements LayerStep {
    private final Activations stem;
    private final Activations otherReader;
    private @Nullable Activations endOfFirstBranch;

    ForkStep(Activations stem) {
        this.stem = stem;
        otherReader = stem.forAnotherReader();
    }

    /**
     * Notes where the first branch ends.
     *
     * @return what the second branch reads
     */
    Activations otherBranch(Activations end) {
        endOfFirstBranch = end;
        return otherReader;
    }

    Activations endOfFirstBranch() {
        return Objects.requireNonNull(endOfFirstBranch);
    }

    /** Whether {@code activations} are the ones that both branches begin with. */
    boolean isReadBy(Activations activations) {
        return activations == stem || activations == otherReader;
    }

    @Override
    public void forward(Pass pass) {}

    @Override
    public void backward() {
        if (!stem.isInput()) {
            stem.gradients().addi(otherReader.gradients());
        }
    }
}
