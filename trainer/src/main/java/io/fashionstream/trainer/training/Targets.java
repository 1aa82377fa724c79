package io.fashionstream.trainer.training;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Category;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.Arrays;

/** What a network is to learn about each training image: ten shares of the classes, which sum to 1. Immutable. */
public final class Targets {
    private static final int CLASSES = Category.ALL.size();

    private final float[] shares;

    private Targets(float[] shares) {
        this.shares = shares;
    }

    /**
     * The labels of {@code images}.
     *
     * @param smoothing share of each target that is spread over all classes, in [0, 1) (Szegedy et al. 2016)
     */
    public static Targets ofLabels(LabelledImages images, double smoothing) {
        float[] shares = new float[images.size() * CLASSES];
        Arrays.fill(shares, (float) (smoothing / CLASSES));
        for (int i = 0; i < images.size(); i++) {
            shares[i * CLASSES + images.label(i)] += (float) (1 - smoothing);
        }
        return new Targets(shares);
    }

    /**
     * These targets mixed with the probabilities that another network gives the same images.
     *
     * @param probabilities {@code [images][10]}
     * @param share of the other network, in [0, 1]
     */
    public Targets blendedWith(float[][] probabilities, double share) {
        require(
                probabilities.length == size(),
                "expected probabilities of %d images, got %d",
                size(),
                probabilities.length);
        float[] blended = new float[shares.length];
        for (int i = 0; i < shares.length; i++) {
            blended[i] = (float) ((1 - share) * shares[i] + share * probabilities[i / CLASSES][i % CLASSES]);
        }
        return new Targets(blended);
    }

    /** Number of images. */
    public int size() {
        return shares.length / CLASSES;
    }

    /** Copies the ten shares of image {@code i} to {@code batch}, as those of its image {@code position}. */
    public void copy(int i, float[] batch, int position) {
        System.arraycopy(shares, i * CLASSES, batch, position * CLASSES, CLASSES);
    }
}
