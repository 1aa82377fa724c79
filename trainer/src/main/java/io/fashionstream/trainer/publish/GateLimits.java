package io.fashionstream.trainer.publish;

import static io.fashionstream.check.Check.require;

/**
 * Figures that a model must reach to be released.
 *
 * @param minAccuracy share of images that must be right
 * @param minClassF1 f1 that each class must reach
 * @param accuracyTolerance how far accuracy may lie below the champion's
 * @param classTolerance how far the f1 of a class may lie below the champion's
 */
public record GateLimits(double minAccuracy, double minClassF1, double accuracyTolerance, double classTolerance) {
    /**
     * Tolerances of about two standard errors of the difference of two models on 10,000 images, 1,000 of each class; the
     * minima let nothing pass that has not learnt the hardest class at all.
     */
    public static final GateLimits DEFAULT = new GateLimits(0.88, 0.60, 0.005, 0.03);

    public GateLimits {
        requireShare("--min-accuracy", minAccuracy);
        requireShare("--min-class-f1", minClassF1);
        requireShare("--accuracy-tolerance", accuracyTolerance);
        requireShare("--class-tolerance", classTolerance);
    }

    private static void requireShare(String option, double value) {
        require(value >= 0 && value <= 1, "%s must be 0 to 1, got %s", option, value);
    }
}
