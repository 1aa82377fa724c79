package io.fashionstream.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether labels are right as often as their confidence says: images sorted into {@value #BINS} bins of equal width by
 * confidence, bin k holding the confidences in (k / 15, (k + 1) / 15].
 *
 * @param bins all bins from low to high confidence, empty ones too
 * @param expectedCalibrationError mean distance of a bin's accuracy from its confidence, weighted by images
 */
public record Reliability(List<Bin> bins, double expectedCalibrationError) {
    /** Bins over [0, 1]. */
    public static final int BINS = 15;

    /**
     * One bin.
     *
     * @param meanConfidence over its images; 0 if it has none
     * @param accuracy share of its images labelled rightly; 0 if it has none
     */
    public record Bin(double lower, double upper, int images, double meanConfidence, double accuracy) {}

    public Reliability {
        bins = List.copyOf(bins);
    }

    /** Measures {@code predictions} with their logits divided by {@code temperature}. */
    public static Reliability of(Predictions predictions, double temperature) {
        int[] images = new int[BINS];
        int[] right = new int[BINS];
        double[] confidence = new double[BINS];
        for (int i = 0; i < predictions.size(); i++) {
            double own = predictions.confidence(i, temperature);
            int bin = Math.min(BINS - 1, Math.max(0, (int) Math.ceil(own * BINS) - 1));
            images[bin]++;
            confidence[bin] += own;
            right[bin] += predictions.isRight(i) ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int k = 0; k < BINS; k++) {
            int divisor = Math.max(1, images[k]);
            Bin bin = new Bin(
                    (double) k / BINS,
                    (k + 1.0) / BINS,
                    images[k],
                    confidence[k] / divisor,
                    (double) right[k] / divisor);
            bins.add(bin);
            error += Math.abs(bin.accuracy() - bin.meanConfidence()) * images[k] / predictions.size();
        }
        return new Reliability(bins, error);
    }
}
