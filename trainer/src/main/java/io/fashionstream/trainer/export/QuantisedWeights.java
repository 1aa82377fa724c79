package io.fashionstream.trainer.export;

import java.util.List;

/**
 * Weights of a linear layer in 8 bits with a scale for each output, symmetric about 0, and its bias in 32 bits with the
 * scale of a product. The bias also takes back what rounding the weights does to the mean of an output. Immutable.
 */
final class QuantisedWeights {
    private static final int LARGEST = 127;
    private static final double LARGEST_BIAS = 1 << 30;

    private final byte[] weights;
    private final float[] scales;
    private final int[] bias;
    private final float[] biasScales;

    private QuantisedWeights(byte[] weights, float[] scales, int[] bias, float[] biasScales) {
        this.weights = weights;
        this.scales = scales;
        this.bias = bias;
        this.biasScales = biasScales;
    }

    /** @param groups into which inputs and outputs are parted */
    static QuantisedWeights of(float[] weights, float[] bias, Activation input, int groups) {
        int outputs = bias.length;
        int inputs = weights.length / outputs;
        QuantisedWeights quantised = new QuantisedWeights(
                new byte[weights.length], new float[outputs], new int[outputs], new float[outputs]);
        for (int output = 0; output < outputs; output++) {
            quantised.quantise(
                    output,
                    weights,
                    output * inputs,
                    inputs,
                    bias[output],
                    meansOf(output * groups / outputs, groups, inputs, input),
                    input.scale().scale());
        }
        return quantised;
    }

    private void quantise(
            int output, float[] exact, int from, int inputs, float exactBias, double[] means, float inputScale) {
        double largest = 0;
        for (int i = from; i < from + inputs; i++) {
            largest = Math.max(largest, Math.abs(exact[i]));
        }
        double fittingBias = Math.abs(exactBias) / LARGEST_BIAS / inputScale;
        scales[output] = (float) Math.max(Float.MIN_NORMAL, Math.max(largest / LARGEST, fittingBias));
        double lost = 0;
        for (int i = 0; i < inputs; i++) {
            weights[from + i] = (byte) Math.rint(exact[from + i] / scales[output]);
            lost += (exact[from + i] - weights[from + i] * scales[output]) * means[i];
        }
        biasScales[output] = inputScale * scales[output];
        bias[output] = (int) Math.rint((exactBias + lost) / biasScales[output]);
    }

    /** The mean of what each weight of a group's outputs is multiplied with. */
    private static double[] meansOf(int group, int groups, int inputs, Activation input) {
        int channels = input.channels() / groups;
        double[] means = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            means[i] = input.mean(group * channels + i / (inputs / channels));
        }
        return means;
    }

    /** Adds the weights to {@code graph}, and names the real numbers that they stand for. */
    String weights(OnnxGraph graph, String name, int[] shape) {
        String constant = graph.constant(name, weights, shape);
        String zero = graph.constant(name + ".zero", new byte[scales.length], scales.length);
        return dequantised(graph, constant, graph.constant(name + ".scale", scales, scales.length), zero);
    }

    /** Adds the bias to {@code graph}, and names the real numbers that it stands for. */
    String bias(OnnxGraph graph, String name) {
        String constant = graph.constant(name, bias, bias.length);
        String zero = graph.constant(name + ".zero", new int[bias.length], bias.length);
        return dequantised(graph, constant, graph.constant(name + ".scale", biasScales, bias.length), zero);
    }

    private static String dequantised(OnnxGraph graph, String constant, String scale, String zero) {
        return graph.derived(
                "DequantizeLinear", constant + ".real", List.of(constant, scale, zero), OnnxGraph.attribute("axis", 0));
    }
}
