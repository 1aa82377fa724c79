package io.fashionstream.trainer.export;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A convolution or a dense layer without its activation. Weights are {@code float[outputs][inputs of one output]}, in
 * one array: for a convolution (out, in of its group, y, x), for a dense layer (out, in). Immutable.
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

    /** Into so many parts its inputs and outputs are split: 1, or one for each channel of a depthwise convolution. */
    int groups() {
        return Optional.ofNullable(window).map(Window::groups).orElse(1);
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
        int perChannel = inputs * groups() / affine.channels();
        for (int output = 0; output < bias.length; output++) {
            double sum = bias[output];
            int first = output * groups() / bias.length * affine.channels() / groups();
            for (int input = 0; input < inputs; input++) {
                int i = output * inputs + input;
                sum += weights[i] * affine.shift(first + input / perChannel);
                scaled[i] = (float) (weights[i] * affine.scale(first + input / perChannel));
            }
            moved[output] = (float) sum;
        }
        return new Linear(name, scaled, moved, window);
    }

    /** The largest weight, without its sign, that each of {@code channels} of the input gets. */
    double[] largestWeights(int channels) {
        double[] largest = new double[channels];
        int inputs = weights.length / bias.length;
        int perChannel = inputs / channels;
        for (int i = 0; i < weights.length; i++) {
            int channel = i % inputs / perChannel;
            largest[channel] = Math.max(largest[channel], Math.abs(weights[i]));
        }
        return largest;
    }

    /** This layer with each output multiplied by its factor: exact. */
    Linear times(double[] factors) {
        return then(new ChannelAffine(name, factors, new double[factors.length]));
    }

    /** This layer with one more output, which is {@code value} whatever comes in. */
    Linear withConstantOutput(float value) {
        float[] moreBias = Arrays.copyOf(bias, bias.length + 1);
        moreBias[bias.length] = value;
        return new Linear(
                name, Arrays.copyOf(weights, weights.length / bias.length * moreBias.length), moreBias, window);
    }

    /**
     * This layer preceded by {@code affine}, on an input that has one channel more, which is {@code value} inside of the
     * border: exact with padding too, since the shift is now zero beyond the border where that channel is.
     */
    Linear afterOnConstantInput(ChannelAffine affine, float value) {
        int area = weights.length / bias.length / affine.channels();
        int inputs = area * affine.channels();
        int more = inputs + area;
        float[] wider = new float[bias.length * more];
        for (int output = 0; output < bias.length; output++) {
            double[] shift = new double[area];
            for (int input = 0; input < inputs; input++) {
                float weight = weights[output * inputs + input];
                shift[input % area] += weight * affine.shift(input / area) / value;
                wider[output * more + input] = (float) (weight * affine.scale(input / area));
            }
            for (int i = 0; i < area; i++) {
                wider[output * more + inputs + i] = (float) shift[i];
            }
        }
        return new Linear(name, wider, bias, window);
    }

    /** The weights of all outputs in 8 bits, for an input of these values. */
    QuantisedWeights quantised(Activation input) {
        return QuantisedWeights.of(weights, bias, input, groups());
    }

    @Override
    public void appendTo(OnnxGraph graph) {
        append(
                graph,
                graph.constant(name + ".weight", weights, shape()),
                graph.constant(name + ".bias", bias, bias.length));
    }

    /** Appends this step, reading the last step's output, with weights and bias that are derived from integers. */
    void appendTo(OnnxGraph graph, QuantisedWeights quantised) {
        append(graph, quantised.weights(graph, name + ".weight", shape()), quantised.bias(graph, name + ".bias"));
    }

    private void append(OnnxGraph graph, String weightName, String biasName) {
        String[] constants = {weightName, biasName};
        graph.outputs(bias.length);
        if (window == null) {
            graph.chain("Gemm", constants, OnnxGraph.attribute("transB", 1));
        } else {
            graph.chain("Conv", constants, window.attributes());
        }
    }

    private int[] shape() {
        int inputs = weights.length / bias.length;
        if (window == null) {
            return new int[] {bias.length, inputs};
        }
        int height = window.kernel().get(0);
        int width = window.kernel().get(1);
        return new int[] {bias.length, inputs / (height * width), height, width};
    }
}
