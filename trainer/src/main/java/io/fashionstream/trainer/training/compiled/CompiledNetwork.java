package io.fashionstream.trainer.training.compiled;

import static io.fashionstream.check.Check.require;

import io.fashionstream.trainer.network.NetworkWalk;
import io.fashionstream.trainer.network.UnsupportedLayer;
import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One replica of a network: forward and backward pass for a fixed number of images, on the network's own parameters and
 * gradients of its own. Confined to one thread; replicas of one network may run at the same time while nobody writes
 * the parameters.
 *
 * <p>Inside, images are NHWC. The network stays an ordinary NCHW one: convolution weights have the same order in both,
 * and rows are flattened in NCHW order, so that nothing is ever converted.
 */
final class CompiledNetwork {
    private final INDArray gradients;
    private final Activations input;
    private final FloatBuffer inputFloats;
    private final List<LayerStep> steps;
    private final SoftmaxLoss loss;
    private final int classes;

    /**
     * Compiles {@code network}, which must be initialised and have gray square images of {@code side} as its input.
     *
     * @throws UnsupportedLayer if a layer is of a kind, or has a setting, that is not known
     */
    CompiledNetwork(Model network, int batch, int side) {
        gradients = Activations.zeros(1, network.numParams());
        input = Activations.input(batch, side, side, 1);
        inputFloats = NativeFloats.of(input.values());
        LayerCompiler compiler = new LayerCompiler(input, gradients);
        NetworkWalk.over(network, side, "the network cannot be compiled, train it with --engine fit", compiler);
        steps = compiler.steps();
        loss = new SoftmaxLoss(compiler.output());
        classes = compiler.output().channels();
    }

    /** Images in one pass. */
    int batch() {
        return input.batch();
    }

    /** The flat gradient, {@code [1, parameters]}, in the order of the network's parameters: sums over the images. */
    INDArray gradients() {
        return gradients;
    }

    /**
     * A training pass: computes loss and gradients.
     *
     * @param pixels {@code [batch * side * side]} scaled values
     * @param targets {@code [batch * classes]}
     * @param seed of the dropout masks
     */
    SoftmaxLoss.Sum learn(float[] pixels, float[] targets, long seed) {
        forward(pixels, new LayerStep.Pass(true, seed));
        require(targets.length == batch() * classes, "expected %d targets, got %d", batch() * classes, targets.length);
        SoftmaxLoss.Sum sum = loss.compute(targets);
        for (int i = steps.size() - 1; i >= 0; i--) {
            steps.get(i).backward();
        }
        return sum;
    }

    /** A prediction pass: the logits, {@code [batch * classes]}, with running statistics and without dropout. */
    float[] predict(float[] pixels) {
        forward(pixels, LayerStep.Pass.PREDICTION);
        return loss.logits();
    }

    private void forward(float[] pixels, LayerStep.Pass pass) {
        require(
                pixels.length == inputFloats.capacity(),
                "expected %d pixels, got %d",
                inputFloats.capacity(),
                pixels.length);
        inputFloats.put(0, pixels);
        steps.forEach(step -> step.forward(pass));
    }
}
