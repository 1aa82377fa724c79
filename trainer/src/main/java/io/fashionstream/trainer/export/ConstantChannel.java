package io.fashionstream.trainer.export;

import java.util.ArrayList;
import java.util.List;

/**
 * Folds the affine maps that stand before padded convolutions, which {@link Folding} has to leave, into those
 * convolutions. That is exact: the layer before gets one more output, a constant, and the convolution weighs it with the
 * shift. Beyond the border that channel is padded with zeros as all others are, so the shift is zero there, as it has to be.
 *
 * <p>On the way the channels between the two layers are brought closer to each other (positive factors pass through ReLU and
 * pooling), since bytes have one scale for all of them.
 *
 * <p>In a network of floats the addition costs less than the channel. Between bytes it would be the only step in floats.
 */
final class ConstantChannel {
    private final List<CalibratedStep> steps;

    private ConstantChannel(List<CalibratedStep> steps) {
        this.steps = new ArrayList<>(steps);
    }

    /** Equivalent steps, without affine ones before convolutions wherever a layer with weights stands before them. */
    static List<CalibratedStep> fold(List<CalibratedStep> steps) {
        ConstantChannel folding = new ConstantChannel(steps);
        for (int at = 0; at + 1 < folding.steps.size(); at++) {
            int source = folding.source(at);
            if (source >= 0) {
                folding.fold(at, source);
            }
        }
        return List.copyOf(folding.steps);
    }

    /** The layer whose constant output reaches the affine step at {@code at}, or -1 if that cannot be folded. */
    private int source(int at) {
        if (!(steps.get(at).step() instanceof ChannelAffine)
                || !isWhole(steps.get(at + 1).step())) {
            return -1;
        }
        int source = at - 1;
        while (source >= 0 && keepsConstants(steps.get(source).step())) {
            source--;
        }
        return source >= 0 && isWhole(steps.get(source).step()) ? source : -1;
    }

    /** Whether every output reads every channel, and so could read one more. */
    private static boolean isWhole(Step step) {
        return step instanceof Linear linear && linear.groups() == 1;
    }

    /** The largest weights that the channels get once the affine step at {@code at} is folded. */
    private double[] weightsOf(int at) {
        ChannelAffine affine = (ChannelAffine) steps.get(at).step();
        double[] largest = ((Linear) steps.get(at + 1).step()).largestWeights(affine.channels());
        for (int channel = 0; channel < largest.length; channel++) {
            largest[channel] *= Math.abs(affine.scale(channel));
        }
        return largest;
    }

    /** Positive ones; padding of a pooling never wins. */
    private static boolean keepsConstants(Step step) {
        return step instanceof Step.Relu || step instanceof Step.MaxPooling;
    }

    private void fold(int at, int source) {
        CalibratedStep shifted = steps.get(at);
        double[] factors = shifted.input().equalising(weightsOf(at));
        Activation input = shifted.input().times(factors);
        float constant = input.scale().largest();
        Linear before = ((Linear) steps.get(source).step()).times(factors).withConstantOutput(constant);
        steps.set(source, steps.get(source).withStep(before));
        for (int between = source + 1; between < at; between++) {
            Activation moved = steps.get(between).input().times(factors).withScale(input.scale());
            steps.set(between, steps.get(between).withInput(moved.withConstantChannel()));
        }
        ChannelAffine affine = ((ChannelAffine) shifted.step()).afterFactors(factors);
        Linear after = ((Linear) steps.get(at + 1).step()).afterOnConstantInput(affine, constant);
        steps.set(at, new CalibratedStep(after, input.withConstantChannel()));
        steps.remove(at + 1);
    }
}
