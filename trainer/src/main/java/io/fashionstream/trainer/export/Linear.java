package io.fashionstream.trainer.export;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A convolution or a dense layer without its activation. Weights are {@code float[outputs][inputs of one output]}, in
 * one array: for a convolution (out, in, y, x), for a dense layer (out, in). Immutable.
 */
final class Linear implements Step {
    private final String name;
    private final float[] weights;
    private final float[] bias;
    private final @Nullable Window window;

    /** Takes both arrays over; {@code window} is null for a dense layer. */
    Linear(String name, float[] weights, float[] bias, @Nullable Window window) {
        this.name = name;
        this.weights = weights;
        this.bias = bias;
        this.window = window;
    }

    /** Whether it invents zeros beyond the border of its input. */
    boolean isPadded() {
        return Optional.ofNullable(window).map(Window::isPadded).orElse(false);
    }

    /** This layer followed by {@code affine}, which has one channel for each output: exact. */
    Linear then(ChannelAffine affine) {
        float[] scaled = new float[weights.length];
        float[] moved = new float[bias.length];
        int inputs = weights.length / bias.length;
        for (int output = 0; output < bias.length; output++) {
            double scale = affine.scale(output);
            for (int i = output * inputs; i < (output + 1) * inputs; i++) {
                scaled[i] = (float) (weights[i] * scale);
            }
            moved[output] = (float) (bias[output] * scale + affine.shift(output));
        }
        return new Linear(name, scaled, moved, window);
    }

    /**
     * This layer preceded by {@code affine}: exact only without padding, since what lies beyond the border is 0 after
     * the affine map, not before. Every channel covers equally many neighbouring inputs of an output.
     */
    Linear after(ChannelAffine affine) {
        float[] scaled = new float[weights.length];
        float[] moved = new float[bias.length];
        int inputs = weights.length / bias.length;
        int perChannel = inputs / affine.channels();
        for (int output = 0; output < bias.length; output++) {
            double sum = bias[output];
            for (int input = 0; input < inputs; input++) {
                int i = output * inputs + input;
                sum += weights[i] * affine.shift(input / perChannel);
                scaled[i] = (float) (weights[i] * affine.scale(input / perChannel));
            }
            moved[output] = (float) sum;
        }
        return new Linear(name, scaled, moved, window);
    }

    @Override
    public void appendTo(OnnxGraph graph) {
        int inputs = weights.length / bias.length;
        String biasName = graph.constant(name + ".bias", bias, bias.length);
        Window kernel = window;
        if (kernel == null) {
            String matrix = graph.constant(name + ".weight", weights, bias.length, inputs);
            graph.chain("Gemm", new String[] {matrix, biasName}, OnnxGraph.attribute("transB", 1));
            return;
        }
        int height = kernel.kernel().get(0);
        int width = kernel.kernel().get(1);
        String filter =
                graph.constant(name + ".weight", weights, bias.length, inputs / (height * width), height, width);
        graph.chain("Conv", new String[] {filter, biasName}, kernel.attributes());
    }
}
