package io.fashionstream.trainer.data;

import java.util.Arrays;
import java.util.Locale;

/**
 * How many images the classes of a set have.
 *
 * @param smallest of the class with fewest
 * @param largest of the class with most
 */
public record ClassBalance(int smallest, int largest) {
    private static final double BALANCED_WITHIN = 1.1;

    public static ClassBalance of(LabelledImages images) {
        int[] counts = images.countByLabel();
        return new ClassBalance(
                Arrays.stream(counts).min().orElseThrow(),
                Arrays.stream(counts).max().orElseThrow());
    }

    /** Whether the largest class has at most a tenth more images than the smallest. */
    public boolean isBalanced() {
        return largest <= BALANCED_WITHIN * smallest;
    }

    /** What the sizes mean for training, in a sentence. */
    public String remark() {
        String remark = isBalanced()
                ? "balanced, no over- or undersampling is needed."
                : "not balanced; read macro averages, and consider --class-weights balanced.";
        if (largest == smallest) {
            return String.format(Locale.ROOT, "All classes have %,d training images: %s", largest, remark);
        }
        return String.format(Locale.ROOT, "Classes have %,d to %,d training images: %s", smallest, largest, remark);
    }
}
