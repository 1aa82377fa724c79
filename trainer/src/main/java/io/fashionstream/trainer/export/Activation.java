package io.fashionstream.trainer.export;

import java.util.Arrays;

/**
 * What calibration found of the values that go into a step: how bytes stand for them, and of each channel the mean and the
 * highest. Immutable.
 */
final class Activation {
    /** Larger ones would only blow up channels that hardly ever fire. */
    private static final double LARGEST_FACTOR = 16;

    private final ByteScale scale;
    private final double[] means;
    private final double[] highest;

    /** Takes the arrays over: a number for each channel. */
    Activation(ByteScale scale, double[] means, double[] highest) {
        this.scale = scale;
        this.means = means;
        this.highest = highest;
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
        return new Activation(other, means, highest);
    }

    /** The same with one more channel, which always has the largest value that a byte stands for. */
    Activation withConstantChannel() {
        return new Activation(scale, with(means, scale.largest()), with(highest, scale.largest()));
    }

    /**
     * Positive factors that bring the channels closer to each other, half of the way in powers: so neither the bytes of weak
     * channels nor the weights that they get are too coarse. All are 1 if there are negative values.
     */
    double[] equalising() {
        double[] factors = new double[highest.length];
        Arrays.fill(factors, 1);
        for (int channel = 0; channel < factors.length; channel++) {
            if (scale.zeroPoint() == 0 && highest[channel] > 0) {
                double ratio = scale.largest() / highest[channel];
                factors[channel] = Math.min(LARGEST_FACTOR, Math.sqrt(ratio));
            }
        }
        return factors;
    }

    /** The same with each channel multiplied by its factor, and with bytes that cover it. */
    Activation times(double[] factors) {
        double[] mean = new double[factors.length];
        double[] most = new double[factors.length];
        for (int channel = 0; channel < factors.length; channel++) {
            mean[channel] = means[channel] * factors[channel];
            most[channel] = highest[channel] * factors[channel];
        }
        ByteScale covering = scale.zeroPoint() == 0
                ? ByteScale.covering(0, Arrays.stream(most).max().orElse(0))
                : scale;
        return new Activation(covering, mean, most);
    }

    private static double[] with(double[] values, double another) {
        double[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = another;
        return more;
    }
}
