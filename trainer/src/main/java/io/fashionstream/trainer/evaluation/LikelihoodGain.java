package io.fashionstream.trainer.evaluation;

import static io.fashionstream.check.Check.require;

/**
 * By how much one way to answer is better than another on the same images: the mean difference of their negative
 * log-likelihoods, each at a temperature of its own, and the standard error of that mean.
 *
 * @param difference in nats for each image, below 0 where the later one is better
 * @param standardError the sample deviation of the images' differences, divided by the root of their number
 */
public record LikelihoodGain(double difference, double standardError) {
    /** So many standard errors a gain has to be. */
    public static final double STANDARD_ERRORS = 2;

    /**
     * Compares two sets of predictions of the same images in the same order, at least 2.
     *
     * @param earlierTemperature by which the logits of {@code earlier} are divided
     * @param laterTemperature by which those of {@code later} are
     */
    public static LikelihoodGain of(
            Predictions earlier, double earlierTemperature, Predictions later, double laterTemperature) {
        int images = earlier.size();
        require(images >= 2 && images == later.size(), "expected 2 images or more in both, got %d", images);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < images; i++) {
            double difference = later.negativeLogLikelihood(i, laterTemperature)
                    - earlier.negativeLogLikelihood(i, earlierTemperature);
            sum += difference;
            squares += difference * difference;
        }
        double mean = sum / images;
        double variance = Math.max(0, squares - images * mean * mean) / (images - 1);
        return new LikelihoodGain(mean, Math.sqrt(variance / images));
    }

    /** Whether the later one is better by more than {@link #STANDARD_ERRORS} standard errors. */
    public boolean isClear() {
        return difference < -STANDARD_ERRORS * standardError;
    }
}
