package io.fashionstream.trainer.training;

import static io.fashionstream.check.Check.require;

import io.fashionstream.trainer.data.LabelledImages;
import java.util.Arrays;

/** What a network is to learn about each training image: a share for each class, which sum to 1. Immutable. */
public final class Targets {
    private final float[] shares;
    private final int classes;

    private Targets(float[] shares, int classes) {
        this.shares = shares;
        this.classes = classes;
    }

    /**
     * The labels of {@code images}.
     *
     * @param smoothing share of each target that is spread over all classes, in [0, 1) (Szegedy et al. 2016)
     */
    public static Targets ofLabels(LabelledImages images, double smoothing) {
        int classes = images.classes().size();
        float[] shares = new float[images.size() * classes];
        Arrays.fill(shares, (float) (smoothing / classes));
        for (int i = 0; i < images.size(); i++) {
            shares[i * classes + images.label(i)] += (float) (1 - smoothing);
        }
        return new Targets(shares, classes);
    }

    /**
     * These targets mixed with the probabilities that another network gives the same images.
     *
     * @param probabilities {@code [images][classes]}
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
            blended[i] = (float) ((1 - share) * shares[i] + share * probabilities[i / classes][i % classes]);
        }
        return new Targets(blended, classes);
    }

    /** Shares of each image. */
    int classes() {
        return classes;
    }

    /**
     * These targets times the weight of each image's class: they then sum to that weight instead of 1, and so does what the
     * image adds to the loss.
     *
     * @param images the same images, by which the classes are counted
     */
    public Targets weighted(LabelledImages images, ClassWeights weights) {
        if (weights == ClassWeights.NONE) {
            return this;
        }
        float[] ofClass = weights.of(images.countByLabel());
        float[] weighted = new float[shares.length];
        for (int i = 0; i < shares.length; i++) {
            weighted[i] = shares[i] * ofClass[images.label(i / classes)];
        }
        return new Targets(weighted, classes);
    }

    /** Number of images. */
    public int size() {
        return shares.length / classes;
    }

    /** Copies the shares of image {@code i} to {@code batch}, as those of its image {@code position}. */
    public void copy(int i, float[] batch, int position) {
        System.arraycopy(shares, i * classes, batch, position * classes, classes);
    }
}
