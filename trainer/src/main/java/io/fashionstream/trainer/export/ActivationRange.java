package io.fashionstream.trainer.export;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** The lowest value that goes into one step over all images so far, and of each channel the highest and the mean. */
final class ActivationRange {
    private final double[] sums;
    private final double[] highest;
    private double lowest = Double.POSITIVE_INFINITY;
    private long values;

    ActivationRange(int channels) {
        this.sums = new double[channels];
        this.highest = new double[channels];
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    }

    /** Adds {@code float[n, channels, area]}, row-major. */
    void add(FloatBuffer batch, int area) {
        values += batch.remaining();
        while (batch.hasRemaining()) {
            for (int channel = 0; channel < sums.length; channel++) {
                addArea(batch, channel, area);
            }
        }
    }

    private void addArea(FloatBuffer batch, int channel, int area) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < area; i++) {
            float value = batch.get();
            least = Math.min(least, value);
            most = Math.max(most, value);
            sum += value;
        }
        lowest = Math.min(lowest, least);
        highest[channel] = Math.max(highest[channel], most);
        sums[channel] += sum;
    }

    /** What was found, with bytes that cover all of it. */
    Activation activation() {
        double[] means = new double[sums.length];
        for (int channel = 0; channel < sums.length; channel++) {
            means[channel] = sums[channel] * sums.length / values;
        }
        return new Activation(
                ByteScale.covering(lowest, Arrays.stream(highest).max().orElse(0)), means, highest);
    }
}
