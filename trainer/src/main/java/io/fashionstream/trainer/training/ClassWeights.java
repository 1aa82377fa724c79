package io.fashionstream.trainer.training;

import java.util.Locale;

/** How much an image of each class counts in the loss. */
public enum ClassWeights {
    /** Each image counts once. */
    NONE,
    /**
     * Each class counts as much as every other one: an image of a class with n of all N images in K classes weighs
     * N / (K n). (King and Zeng 2001, Logistic Regression in Rare Events Data.)
     */
    BALANCED;

    /**
     * The weight of an image of each class; the mean over all images is 1.
     *
     * @param counts images of each class; a class without any weighs 0
     */
    float[] of(int[] counts) {
        long all = 0;
        int present = 0;
        for (int count : counts) {
            all += count;
            present += count > 0 ? 1 : 0;
        }
        float[] weights = new float[counts.length];
        for (int label = 0; label < counts.length; label++) {
            double balanced = counts[label] == 0 ? 0 : (double) all / ((double) present * counts[label]);
            weights[label] = this == NONE ? 1 : (float) balanced;
        }
        return weights;
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
