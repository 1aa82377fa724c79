package io.fashionstream.trainer.data;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What there is to know about a data set before anything is learnt from it.
 *
 * @param pixels statistics of the training set
 * @param randomImages indices into the training set, drawn by seed
 */
public record Exploration(DataSet data, PixelStatistics pixels, Duplicates duplicates, List<Integer> randomImages) {
    /** How many random images are drawn: a grid of four by four. */
    public static final int RANDOM_IMAGES = 16;

    private static final double BALANCED_WITHIN = 1.1;

    public Exploration {
        randomImages = List.copyOf(randomImages);
    }

    /** Looks through all images; the random ones depend on {@code seed} alone. */
    public static Exploration of(DataSet data, long seed) {
        List<Integer> randomImages = new Random(seed)
                .ints(0, data.training().size())
                .distinct()
                .limit(Math.min(RANDOM_IMAGES, data.training().size()))
                .boxed()
                .toList();
        return new Exploration(
                data, PixelStatistics.of(data.training()), Duplicates.find(data.training(), data.test()), randomImages);
    }

    /** Whether the largest class of the training set has at most a tenth more images than the smallest. */
    public boolean isBalanced() {
        return largestClass() <= BALANCED_WITHIN * smallestClass();
    }

    /** What the class sizes mean for training, in a sentence. */
    public String balanceRemark() {
        String remark = isBalanced()
                ? "balanced, no over- or undersampling is needed."
                : "not balanced; read macro averages, and consider to sample or weight the classes.";
        if (largestClass() == smallestClass()) {
            return String.format(Locale.ROOT, "All classes have %,d training images: %s", largestClass(), remark);
        }
        return String.format(
                Locale.ROOT, "Classes have %,d to %,d training images: %s", smallestClass(), largestClass(), remark);
    }

    private int largestClass() {
        return IntStream.of(data.training().countByLabel()).max().orElseThrow();
    }

    private int smallestClass() {
        return IntStream.of(data.training().countByLabel()).min().orElseThrow();
    }
}
