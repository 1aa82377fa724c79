package io.fashionstream.trainer.data;

import static io.fashionstream.check.Check.require;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A training set parted in two: images to learn from, and images held out to validate with.
 *
 * <p>The same images, count and seed give the same split on every machine and Java version.
 *
 * @param training the larger part, in the original order
 * @param validation the held-out part, in the original order
 */
public record Split(LabelledImages training, LabelledImages validation) {
    private static final int DEFAULT_PART = 10;

    /** How many images are held out by default: a tenth, of Fashion-MNIST's training set 6,000. */
    public static int defaultValidationImages(LabelledImages images) {
        return Math.max(1, images.size() / DEFAULT_PART);
    }

    /** The validation part that {@code dataSet} has; where it has none, {@link #stratified} holds one out. */
    public static Split of(DataSet dataSet, int validationImages, long seed) {
        return dataSet.validation()
                .map(validation -> new Split(dataSet.training(), validation))
                .orElseGet(() -> stratified(dataSet.training(), validationImages, seed));
    }

    /**
     * Holds out {@code validationImages} images, of each class as large a share as of every other one (to within one
     * image; the larger remainders are rounded up).
     *
     * @throws IllegalArgumentException if there are not more images than that, or fewer than one is to be held out
     */
    public static Split stratified(LabelledImages images, int validationImages, long seed) {
        boolean[] heldOut = heldOut(images, validationImages, seed);
        return new Split(chosen(images, heldOut, false), chosen(images, heldOut, true));
    }

    /** Which places are held out by {@link #stratified}. */
    static boolean[] heldOut(LabelledImages images, int validationImages, long seed) {
        require(
                validationImages >= 1 && validationImages < images.size(),
                "validation images must be 1 to %d (all but one), got %d",
                images.size() - 1,
                validationImages);
        return heldOut(images, quotas(images.countByLabel(), validationImages), new Random(seed));
    }

    private static int[] quotas(int[] counts, int validationImages) {
        int total = Arrays.stream(counts).sum();
        double[] remainders = new double[counts.length];
        int[] quotas = new int[counts.length];
        for (int label = 0; label < counts.length; label++) {
            double exact = (double) counts[label] * validationImages / total;
            quotas[label] = (int) exact;
            remainders[label] = exact - quotas[label];
        }
        for (int missing = validationImages - Arrays.stream(quotas).sum(); missing > 0; missing--) {
            int largest = indexOfLargest(remainders);
            quotas[largest]++;
            remainders[largest] = -1;
        }
        return quotas;
    }

    private static int indexOfLargest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }

    private static boolean[] heldOut(LabelledImages images, int[] quotas, Random random) {
        boolean[] heldOut = new boolean[images.size()];
        for (int label = 0; label < quotas.length; label++) {
            int wanted = label;
            int[] ofClass = IntStream.range(0, images.size())
                    .filter(i -> images.label(i) == wanted)
                    .toArray();
            for (int taken = 0; taken < quotas[label]; taken++) {
                int other = taken + random.nextInt(ofClass.length - taken);
                heldOut[ofClass[other]] = true;
                ofClass[other] = ofClass[taken];
            }
        }
        return heldOut;
    }

    private static LabelledImages chosen(LabelledImages images, boolean[] heldOut, boolean wanted) {
        return images.select(IntStream.range(0, images.size())
                .filter(i -> heldOut[i] == wanted)
                .toArray());
    }
}
