package io.fashionstream.trainer.data;

import java.util.List;
import java.util.Random;

/**
 * What there is to know about a data set before anything is learnt from it.
 *
 * @param pixels statistics of the training set
 * @param randomImages indices into the training set, drawn by seed
 */
public record Exploration(DataSet data, PixelStatistics pixels, Duplicates duplicates, List<Integer> randomImages) {
    /** How many random images are drawn: a grid of four by four. */
    public static final int RANDOM_IMAGES = 16;

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
        return new Exploration(data, PixelStatistics.of(data.training()), Duplicates.find(data), randomImages);
    }

    /** How many images the classes of the training set have. */
    public ClassBalance balance() {
        return ClassBalance.of(data.training());
    }
}
