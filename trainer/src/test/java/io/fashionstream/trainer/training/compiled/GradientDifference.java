package io.fashionstream.trainer.training.compiled;

import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.gradients;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.images;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.network;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.targets;

import org.deeplearning4j.nn.api.Model;

/** How far the gradients of the compiled step are from those of the same network in double precision. */
final class GradientDifference {
    private static final int BATCH = 6;

    private GradientDifference() {}

    /** Largest difference of a gradient, relative to the largest gradient of the same parameter vector. */
    static double largest(Model network, int side) {
        float[] images = images(BATCH, side, 1);
        float[] targets = targets(BATCH, 2);
        double[] expected = gradients(network, images, targets);
        CompiledNetwork compiled = new CompiledNetwork(network, BATCH, side);
        compiled.learn(images, targets, 1);
        float[] actual = compiled.gradients().data().asFloat();
        double worst = 0;
        for (ParameterSpan span : ParameterSpan.of(network)) {
            worst = Math.max(worst, difference(expected, actual, span.from(), span.to()));
        }
        return worst;
    }

    private static double difference(double[] expected, float[] actual, int from, int to) {
        double scale = 1e-3;
        double difference = 0;
        for (int i = from; i < to; i++) {
            scale = Math.max(scale, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
        }
        return difference / scale;
    }
}
