package io.fashionstream.trainer.export;

import java.util.Arrays;

/**
 * What calibration found of the values that go into a step: how bytes stand for them, and of each channel the mean and the
 * highest. Immutable.
 */
final class Activation {
    /** Larger ones would only blow up channels that hardly ever fire, unless their weights ask for it. */
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
     *
     * <p>Batch normalisation gives a channel that hardly ever fires weights of some hundreds of times those of the others;
     * they count in the ratio. A channel that never fires is brought to where its weights are like the others'.
     *
     * @param weights the largest weight that each channel gets, not negative
     */
    double[] equalising(double[] weights) {
        double[] factors = new double[highest.length];
        Arrays.fill(factors, 1);
        double usual = median(weights);
        for (int channel = 0; channel < factors.length; channel++) {
            double share = weights[channel] > LARGEST_FACTOR * usual ? weights[channel] / usual : 1;
            if (scale.zeroPoint() == 0 && (highest[channel] > 0 || share > 1)) {
                double ratio = share * scale.largest() / Math.max(0, highest[channel]);
                factors[channel] = Math.min(Math.max(LARGEST_FACTOR, share), Math.sqrt(ratio));
            }
        }
        return factors;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Of flattened channels, as those before the flattening: the mean of the means, the highest of all. */
    Activation perChannel(int channels) {
        double[] mean = new double[channels];
        double[] most = new double[channels];
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        int area = means.length / channels;
        for (int i = 0; i < means.length; i++) {
            mean[i / area] += means[i] / area;
            most[i / area] = Math.max(most[i / area], highest[i]);
        }
        return new Activation(scale, mean, most);
    }

    /**
     * The same with each channel multiplied by its factor, and with bytes that cover it. Of flattened channels there are as
     * many values for each factor as a channel has places.
     */
    Activation times(double[] factors) {
        double[] mean = new double[means.length];
        double[] most = new double[means.length];
        int area = means.length / factors.length;
        for (int i = 0; i < means.length; i++) {
            mean[i] = means[i] * factors[i / area];
            most[i] = highest[i] * factors[i / area];
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
