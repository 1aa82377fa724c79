package io.fashionstream.trainer.export;

import java.util.ArrayList;
import java.util.List;

/**
 * Folds batch normalisation into neighbouring layers wherever that is exact.
 *
 * <p>After a linear layer it goes into that layer. Before a dense layer, with flattening and pooling between them, it
 * goes into the dense one. Between ReLU and a padded convolution only its factors can move, back through the ReLU and if
 * they are positive; the addition stays, behind the pooling if there is one, as the padding's zeros come after it.
 */
final class Folding {
    private final List<Step> steps;

    private Folding(List<Step> steps) {
        this.steps = new ArrayList<>(steps);
    }

    /** Equivalent steps, with as few affine ones as can be. */
    static List<Step> fold(List<Step> steps) {
        Folding folding = new Folding(steps);
        for (int at = 0; at < folding.steps.size(); ) {
            at = folding.foldedAt(at) ? at : at + 1;
        }
        return List.copyOf(folding.steps);
    }

    /** Whether the step at {@code at} is gone, and another one took its place. */
    private boolean foldedAt(int at) {
        if (!(steps.get(at) instanceof ChannelAffine affine)) {
            return false;
        }
        return foldedIntoTheLayerBefore(at, affine)
                || foldedIntoTheLayerAfter(at, affine)
                || movedBackThroughRelu(at, affine)
                || movedBehindPooling(at, affine);
    }

    private boolean foldedIntoTheLayerBefore(int at, ChannelAffine affine) {
        if (at < 1 || !(steps.get(at - 1) instanceof Linear before)) {
            return false;
        }
        steps.set(at - 1, before.then(affine));
        steps.remove(at);
        return true;
    }

    private boolean foldedIntoTheLayerAfter(int at, ChannelAffine affine) {
        int next = at + 1;
        while (next < steps.size() && commutes(affine, steps.get(next))) {
            next++;
        }
        if (next == steps.size() || !(steps.get(next) instanceof Linear after) || after.isPadded()) {
            return false;
        }
        steps.set(next, after.after(affine));
        steps.remove(at);
        return true;
    }

    private static boolean commutes(ChannelAffine affine, Step step) {
        return step instanceof Step.Flatten || (step instanceof Step.MaxPooling && affine.isIncreasing());
    }

    private boolean movedBackThroughRelu(int at, ChannelAffine affine) {
        boolean behindRelu = at >= 2 && steps.get(at - 1) instanceof Step.Relu;
        if (!behindRelu || !affine.isIncreasing() || !(steps.get(at - 2) instanceof Linear before)) {
            return false;
        }
        if (affine.isShiftOnly()) {
            return false;
        }
        steps.set(at - 2, before.then(affine.scaleOnly()));
        steps.set(at, affine.shiftOnly());
        return true;
    }

    private boolean movedBehindPooling(int at, ChannelAffine affine) {
        if (at + 1 == steps.size() || !(steps.get(at + 1) instanceof Step.MaxPooling) || !affine.isIncreasing()) {
            return false;
        }
        steps.set(at, steps.get(at + 1));
        steps.set(at + 1, affine);
        return true;
    }
}
