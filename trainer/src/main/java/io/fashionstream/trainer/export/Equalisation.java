package io.fashionstream.trainer.export;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings the channels between two layers with weights closer to each other, where nothing but ReLU, pooling and flattening
 * stands between them: these let positive factors pass, so the floats stay the same. Before a depthwise convolution there is
 * no need: each of its outputs reads one channel, and has a scale of its own.
 *
 * <p>It matters for units that hardly ever fire, as a short training leaves them: batch normalisation gives them factors of
 * some hundreds, which {@link Folding} puts into the weights of the layer behind. One such weight would make the scale of
 * all others too coarse (docs/decisions/1802).
 */
final class Equalisation {
    private final List<CalibratedStep> steps;

    private Equalisation(List<CalibratedStep> steps) {
        this.steps = new ArrayList<>(steps);
    }

    /** Equivalent steps. */
    static List<CalibratedStep> of(List<CalibratedStep> steps) {
        Equalisation equalisation = new Equalisation(steps);
        for (int at = 1; at < steps.size(); at++) {
            int source = equalisation.source(at);
            if (source >= 0) {
                equalisation.equalise(source, at);
            }
        }
        return List.copyOf(equalisation.steps);
    }

    /** The layer whose outputs reach the layer at {@code at}, or -1 if that is none or they do not let factors pass. */
    private int source(int at) {
        if (!(steps.get(at).step() instanceof Linear layer) || layer.groups() > 1) {
            return -1;
        }
        int source = at - 1;
        while (source >= 0 && letsFactorsPass(steps.get(source).step())) {
            source--;
        }
        return source >= 0 && source < at - 1 && steps.get(source).step() instanceof Linear ? source : -1;
    }

    private static boolean letsFactorsPass(Step step) {
        return step instanceof Step.Relu || step instanceof Step.MaxPooling || step instanceof Step.Flatten;
    }

    private void equalise(int source, int at) {
        Linear after = (Linear) steps.get(at).step();
        int channels = steps.get(source + 1).input().channels();
        double[] factors = steps.get(at).input().perChannel(channels).equalising(after.largestWeights(channels));
        steps.set(source, steps.get(source).withStep(((Linear) steps.get(source).step()).times(factors)));
        for (int to = source + 1; to <= at; to++) {
            Activation input = steps.get(to).input().times(factors);
            CalibratedStep before = steps.get(to - 1);
            steps.set(
                    to, steps.get(to).withInput(before.step().movesValues() ? input.withScale(before.scale()) : input));
        }
        steps.set(at, steps.get(at).withStep(after.after(ChannelAffine.dividing(factors))));
    }
}
