package io.fashionstream.trainer.evaluation;

import static io.fashionstream.check.Check.require;

import java.util.function.IntPredicate;

/**
 * On how many of the same images two models were right.
 *
 * @param onlyA the first one was right and the second wrong
 * @param onlyB the second one was right and the first wrong
 */
public record PairedOutcomes(int bothRight, int onlyA, int onlyB, int bothWrong) {
    private static final double Z = 1.959963984540054;

    public PairedOutcomes {
        require(
                bothRight >= 0 && onlyA >= 0 && onlyB >= 0 && bothWrong >= 0,
                "counts must not be negative, got %s, %s, %s, %s",
                bothRight,
                onlyA,
                onlyB,
                bothWrong);
    }

    /** Counts the images that {@code chosen} takes, by their place. */
    static PairedOutcomes of(Predictions a, Predictions b, IntPredicate chosen) {
        int[] counts = new int[4];
        for (int i = 0; i < a.size(); i++) {
            if (chosen.test(i)) {
                counts[(a.isRight(i) ? 0 : 2) + (b.isRight(i) ? 0 : 1)]++;
            }
        }
        return new PairedOutcomes(counts[0], counts[1], counts[2], counts[3]);
    }

    public int images() {
        return bothRight + onlyA + onlyB + bothWrong;
    }

    /**
     * The share of images each model was right on, and how far these lie apart. The interval is Wald's after half an image is
     * added to each of the four counts: Agresti and Min, "Simple improved confidence intervals for comparing matched
     * proportions", Statistics in Medicine 24 (2005).
     */
    public Difference accuracy() {
        double images = images() + 2.0;
        double gained = onlyB - onlyA;
        double middle = gained / images;
        double reach = Z * Math.sqrt(onlyA + onlyB + 1 - gained * gained / images) / images;
        return new Difference(
                share(bothRight + onlyA),
                share(bothRight + onlyB),
                Math.max(-1, middle - reach),
                Math.min(1, middle + reach));
    }

    private double share(int right) {
        return (double) right / Math.max(1, images());
    }
}
