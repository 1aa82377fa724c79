package io.fashionstream.trainer.export;

import java.util.Arrays;

/** Batch normalisation at inference: {@code x * scale + shift}, with one pair for each channel. Immutable. */
final class ChannelAffine implements Step {
    private final String name;
    private final double[] scale;
    private final double[] shift;

    /** Takes both arrays over; they are equally long. */
    ChannelAffine(String name, double[] scale, double[] shift) {
        this.name = name;
        this.scale = scale;
        this.shift = shift;
    }

    /** The division of each channel by its factor. */
    static ChannelAffine dividing(double[] factors) {
        double[] inverse = new double[factors.length];
        for (int channel = 0; channel < factors.length; channel++) {
            inverse[channel] = 1 / factors[channel];
        }
        return new ChannelAffine("", inverse, new double[factors.length]);
    }

    int channels() {
        return scale.length;
    }

    double scale(int channel) {
        return scale[channel];
    }

    double shift(int channel) {
        return shift[channel];
    }

    /** Whether it keeps the order of values, and so may change places with a maximum. */
    boolean isIncreasing() {
        return Arrays.stream(scale).allMatch(factor -> factor > 0);
    }

    /** Whether all factors are 1. */
    boolean isShiftOnly() {
        return Arrays.stream(scale).allMatch(factor -> factor == 1);
    }

    /** This map after each channel was multiplied by its factor, so that the result is the same. */
    ChannelAffine afterFactors(double[] factors) {
        double[] divided = new double[scale.length];
        for (int channel = 0; channel < scale.length; channel++) {
            divided[channel] = scale[channel] / factors[channel];
        }
        return new ChannelAffine(name, divided, shift);
    }

    /** The multiplication alone. */
    ChannelAffine scaleOnly() {
        return new ChannelAffine(name, scale, new double[shift.length]);
    }

    /** The addition alone. */
    ChannelAffine shiftOnly() {
        double[] ones = new double[scale.length];
        Arrays.fill(ones, 1);
        return new ChannelAffine(name, ones, shift);
    }

    @Override
    public void appendTo(OnnxGraph graph) {
        int channels = scale.length;
        String[] constants = {
            graph.constant(name + ".scale", floats(scale), channels),
            graph.constant(name + ".shift", floats(shift), channels),
            graph.constant(name + ".mean", new float[channels], channels),
            graph.constant(name + ".variance", ones(channels), channels)
        };
        graph.chain("BatchNormalization", constants, OnnxGraph.attribute("epsilon", 0f));
    }

    private static float[] ones(int length) {
        float[] ones = new float[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
