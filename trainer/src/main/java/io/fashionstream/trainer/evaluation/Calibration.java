package io.fashionstream.trainer.evaluation;

import io.fashionstream.event.ModelManifest.CertaintyThreshold;
import io.fashionstream.event.ModelManifest.OutOfDistributionRule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What validation teaches about reading a network's outputs: a temperature that makes confidences honest, the
 * confidence below which a label is uncertain, and the free energy above which an image is unlike the training data.
 *
 * @param temperature divides the logits, in [0.05, 20]
 * @param negativeLogLikelihoodBefore mean over validation at temperature 1
 * @param negativeLogLikelihoodAfter the same at {@code temperature}; never more
 */
public record Calibration(
        double temperature,
        double negativeLogLikelihoodBefore,
        double negativeLogLikelihoodAfter,
        CertaintyThreshold uncertainBelow,
        OutOfDistributionRule outOfDistribution) {
    /** Share of certain labels that shall be right. */
    public static final double TARGET_PRECISION = 0.99;

    /** Share of ordinary images that may be flagged as out of distribution. */
    public static final double SHARE_FLAGGED = 0.005;

    private static final double SMALLEST_TEMPERATURE = 0.05;
    private static final double LARGEST_TEMPERATURE = 20;
    private static final int SEARCH_STEPS = 60;

    /** Fits all three on held-out images, which the network must not have learnt from. */
    public static Calibration fit(Predictions validation) {
        double temperature = fitTemperature(validation);
        return new Calibration(
                temperature,
                validation.meanNegativeLogLikelihood(1),
                validation.meanNegativeLogLikelihood(temperature),
                certaintyThreshold(validation, temperature, TARGET_PRECISION),
                outOfDistributionRule(validation, SHARE_FLAGGED));
    }

    /**
     * The temperature that minimises the negative log-likelihood. It is convex in 1 / temperature, so its slope crosses
     * zero once at most, and halving the interval finds that place; if all labels are right (or no better than chance),
     * the best temperature is the end of the allowed range.
     */
    static double fitTemperature(Predictions validation) {
        double lower = 1 / LARGEST_TEMPERATURE;
        double upper = 1 / SMALLEST_TEMPERATURE;
        for (int step = 0; step < SEARCH_STEPS; step++) {
            double middle = Math.sqrt(lower * upper);
            if (slope(validation, middle) < 0) {
                lower = middle;
            } else {
                upper = middle;
            }
        }
        return 1 / Math.sqrt(lower * upper);
    }

    private static double slope(Predictions validation, double inverseTemperature) {
        double sum = 0;
        for (int i = 0; i < validation.size(); i++) {
            sum += validation.excessOverTrueLogit(i, 1 / inverseTemperature);
        }
        return sum;
    }

    /**
     * The smallest confidence such that of the labels with at least that much {@code (right + 1) / (labels + 2)} is at least
     * {@code targetPrecision}. This estimate of the next label's chance to be right (Laplace's rule of succession) makes up
     * for the confidence being chosen by the same labels (docs/decisions/0404). If no confidence reaches the target, only full
     * confidence counts as certain; for 0.99 that is so below 98 images.
     */
    static CertaintyThreshold certaintyThreshold(Predictions validation, double temperature, double targetPrecision) {
        double[] confidence = IntStream.range(0, validation.size())
                .mapToDouble(i -> validation.confidence(i, temperature))
                .toArray();
        int[] byConfidence = IntStream.range(0, validation.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> confidence[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        int taken = mostAtTarget(validation, confidence, byConfidence, targetPrecision);
        double threshold = taken == 0 ? 1 : confidence[byConfidence[taken - 1]];
        long certain = Arrays.stream(confidence).filter(own -> own >= threshold).count();
        return new CertaintyThreshold(threshold, targetPrecision, (double) certain / validation.size());
    }

    /** How many of the most confident labels can be taken, equal ones together, such that enough of them are right. */
    private static int mostAtTarget(
            Predictions validation, double[] confidence, int[] byConfidence, double targetPrecision) {
        int most = 0;
        int right = 0;
        for (int taken = 1; taken <= byConfidence.length; taken++) {
            int image = byConfidence[taken - 1];
            right += validation.isRight(image) ? 1 : 0;
            boolean nextIsEqual = taken < byConfidence.length && confidence[byConfidence[taken]] == confidence[image];
            if (!nextIsEqual && right + 1 >= targetPrecision * (taken + 2)) {
                most = taken;
            }
        }
        return most;
    }

    /** The smallest limit that flags no more than {@code shareFlagged} of validation. */
    static OutOfDistributionRule outOfDistributionRule(Predictions validation, double shareFlagged) {
        double[] energies = IntStream.range(0, validation.size())
                .mapToDouble(validation::freeEnergy)
                .sorted()
                .toArray();
        int mayBeFlagged = (int) Math.floor(shareFlagged * energies.length + 1e-9);
        double limit = energies[Math.max(0, energies.length - 1 - mayBeFlagged)];
        long flagged = Arrays.stream(energies).filter(energy -> energy > limit).count();
        return new OutOfDistributionRule(limit, (double) flagged / energies.length);
    }
}
