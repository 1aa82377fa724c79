package io.fashionstream.trainer.training;

import io.fashionstream.image.ImageTensor;
import java.util.SplittableRandom;

/**
 * Makes new images of two of a batch, and of their targets in the same shares.
 *
 * @param blended probability that an image is blended with another one (mixup, Zhang et al. 2018; its alpha is 0.2)
 * @param pasted probability that a rectangle of another image is pasted into one (CutMix, Yun et al. 2019), if it was not
 *     blended
 */
public record Mixing(double blended, double pasted) {
    /** Each image by itself. */
    public static final Mixing NONE = new Mixing(0, 0);

    private static final int SIDE = ImageTensor.SIDE_PIXELS;
    private static final int PIXELS = ImageTensor.PIXELS;
    private static final double ALPHA = 0.2;

    /**
     * Mixes images of a batch in place.
     *
     * @param pixels {@code [n * 784]}, scaled
     * @param targets {@code [n * classes]}
     */
    void apply(float[] pixels, float[] targets, SplittableRandom random) {
        if (equals(NONE)) {
            return;
        }
        int images = pixels.length / PIXELS;
        float[] before = pixels.clone();
        float[] targetsBefore = targets.clone();
        for (int image = 0; image < images; image++) {
            int other = random.nextInt(images);
            double share = 0;
            if (random.nextDouble() < blended) {
                share = blend(pixels, before, image, other, random);
            } else if (random.nextDouble() < pasted) {
                share = paste(pixels, before, image, other, random);
            }
            int classes = targets.length / images;
            for (int label = 0; label < classes; label++) {
                targets[image * classes + label] =
                        mixed(targetsBefore[image * classes + label], targetsBefore[other * classes + label], share);
            }
        }
    }

    /** Gives the other image's share back. */
    private static double blend(float[] pixels, float[] before, int image, int other, SplittableRandom random) {
        double share = beta(random);
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            int at = image * PIXELS + pixel;
            pixels[at] = mixed(before[at], before[other * PIXELS + pixel], share);
        }
        return share;
    }

    /** Gives the other image's share back: that of the pixels that are inside. */
    private static double paste(float[] pixels, float[] before, int image, int other, SplittableRandom random) {
        double half = SIDE * Math.sqrt(random.nextDouble()) / 2;
        int middleX = random.nextInt(SIDE);
        int middleY = random.nextInt(SIDE);
        int left = (int) Math.max(0, Math.round(middleX - half));
        int top = (int) Math.max(0, Math.round(middleY - half));
        int width = (int) Math.min(SIDE, Math.round(middleX + half)) - left;
        int height = (int) Math.min(SIDE, Math.round(middleY + half)) - top;
        for (int y = top; y < top + height; y++) {
            System.arraycopy(before, other * PIXELS + y * SIDE + left, pixels, image * PIXELS + y * SIDE + left, width);
        }
        return (double) width * height / PIXELS;
    }

    private static float mixed(float one, float other, double share) {
        return (float) ((1 - share) * one + share * other);
    }

    /** A number in [0, 1], mostly near one of its ends: of the beta distribution with both parameters alpha (Jöhnk 1964). */
    private static double beta(SplittableRandom random) {
        while (true) {
            double one = Math.pow(random.nextDouble(), 1 / ALPHA);
            double other = Math.pow(random.nextDouble(), 1 / ALPHA);
            if (one + other > 0 && one + other <= 1) {
                return one / (one + other);
            }
        }
    }
}
