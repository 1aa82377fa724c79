package io.fashionstream.saliency;

import static io.fashionstream.check.Check.require;

import io.fashionstream.image.ImageTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Occlusion sensitivity: a square of background is laid over the image at one place after another, and the network is asked
 * again each time. Where the class becomes less probable, the network looked there. It needs nothing of a network but its
 * answers.
 *
 * <p>M. D. Zeiler and R. Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014, section 4.2. They show the
 * probability by the square's position. Here each pixel gets the mean over all squares that covered it, so that the map has
 * the image's own size; and it is a mean of falls of the class's log-odds, the weight of evidence of M. Robnik-Sikonja and
 * I. Kononenko, "Explaining Classifications for Individual Instances", IEEE TKDE 20(5), 2008: of a network that is sure, no
 * square takes a visible part of the probability.
 *
 * @param patchPixels edge of the square, 1 to 28
 * @param stridePixels from one place to the next; squares then reach the last row and column only if it divides 28 less the
 *     edge
 * @param fill gray of the square, 0 to 255
 */
public record Occlusion(int patchPixels, int stridePixels, int fill) {
    /** A square of 4 pixels in steps of 2, as the background is: 169 images. */
    public static final Occlusion DEFAULT = new Occlusion(4, 2, 0);

    /** What a probability counts as at least, so that odds are finite. */
    private static final double LEAST = 1e-30;

    public Occlusion {
        require(
                patchPixels >= 1 && patchPixels <= ImageTensor.SIDE_PIXELS,
                "the square's edge must be 1 to %d pixels, got %d",
                ImageTensor.SIDE_PIXELS,
                patchPixels);
        require(
                stridePixels >= 1 && (ImageTensor.SIDE_PIXELS - patchPixels) % stridePixels == 0,
                "steps must divide %d - %d, so that every pixel is covered, got %d",
                ImageTensor.SIDE_PIXELS,
                patchPixels,
                stridePixels);
        require(stridePixels <= patchPixels, "steps of %d leave pixels out under %d", stridePixels, patchPixels);
        require(fill >= 0 && fill <= 255, "gray must be 0 to 255, got %d", fill);
    }

    /**
     * How much the log-odds of {@code classIndex} fall where each pixel is covered.
     *
     * @param network gives the probabilities of the classes for each image, in order; it is asked once
     */
    public HeatMap of(ImageTensor image, int classIndex, Function<List<ImageTensor>, List<float[]>> network) {
        List<ImageTensor> asked = new ArrayList<>();
        asked.add(image);
        for (int y = 0; y < places(); y++) {
            for (int x = 0; x < places(); x++) {
                asked.add(covered(image.toBytes(), x * stridePixels, y * stridePixels));
            }
        }
        List<float[]> probabilities = network.apply(asked);
        require(
                probabilities.size() == asked.size(),
                "expected %d answers of the network, got %d",
                asked.size(),
                probabilities.size());
        return mapped(probabilities, classIndex);
    }

    private int places() {
        return (ImageTensor.SIDE_PIXELS - patchPixels) / stridePixels + 1;
    }

    private ImageTensor covered(byte[] pixels, int left, int top) {
        for (int y = top; y < top + patchPixels; y++) {
            int start = y * ImageTensor.SIDE_PIXELS + left;
            Arrays.fill(pixels, start, start + patchPixels, (byte) fill);
        }
        return new ImageTensor(pixels);
    }

    private HeatMap mapped(List<float[]> probabilities, int classIndex) {
        double whole = logOdds(probabilities.get(0), classIndex);
        double[] falls = new double[ImageTensor.PIXELS];
        int[] squares = new int[ImageTensor.PIXELS];
        for (int place = 0; place < places() * places(); place++) {
            double fall = whole - logOdds(probabilities.get(place + 1), classIndex);
            add(fall, place % places() * stridePixels, place / places() * stridePixels, falls, squares);
        }
        for (int pixel = 0; pixel < falls.length; pixel++) {
            falls[pixel] /= squares[pixel];
        }
        return new HeatMap(falls);
    }

    /** From the probabilities of the others, as 1 - p would be 0 where the network is sure. */
    private static double logOdds(float[] probabilities, int classIndex) {
        double others = 0;
        for (int i = 0; i < probabilities.length; i++) {
            others += i == classIndex ? 0 : probabilities[i];
        }
        return Math.log(Math.max(LEAST, probabilities[classIndex])) - Math.log(Math.max(LEAST, others));
    }

    private void add(double fall, int left, int top, double[] falls, int[] squares) {
        for (int y = top; y < top + patchPixels; y++) {
            for (int x = left; x < left + patchPixels; x++) {
                falls[y * ImageTensor.SIDE_PIXELS + x] += fall;
                squares[y * ImageTensor.SIDE_PIXELS + x]++;
            }
        }
    }
}
