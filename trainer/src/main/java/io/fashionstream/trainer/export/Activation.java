package io.fashionstream.trainer.export;

import java.util.Arrays;

/**
 * What calibration found of the values that go into a step: how bytes stand for them, and the mean of each channel.
 * Immutable.
 */
final class Activation {
    private final ByteScale scale;
    private final double[] means;

    /** Takes the array over: one mean for each channel. */
    Activation(ByteScale scale, double[] means) {
        this.scale = scale;
        this.means = means;
    }

    ByteScale scale() {
        return scale;
    }

    int channels() {
        return means.length;
    }

    double mean(int channel) {
        return means[channel];
    }

    /** The same in bytes that stand for other numbers. */
    Activation withScale(ByteScale other) {
        return new Activation(other, means);
    }

    /** The same with one more channel, which always has the largest value that a byte stands for. */
    Activation withConstantChannel() {
        double[] more = Arrays.copyOf(means, means.length + 1);
        more[means.length] = scale.largest();
        return new Activation(scale, more);
    }
}
