package io.fashionstream.trainer.data;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Category;
import io.fashionstream.image.ImageTensor;
import java.util.Arrays;

/**
 * Images with their labels, in a fixed order: {@code byte[size * 784]} gray pixels (row-major, 0 is background) and
 * {@code byte[size]} labels 0 to 9. Immutable and safe to share between threads.
 */
public final class LabelledImages {
    private final byte[] pixels;
    private final byte[] labels;

    /**
     * Takes both arrays over: the caller must not write to them afterwards.
     *
     * @throws IllegalArgumentException if their lengths do not fit each other or a label is outside 0 to 9
     */
    public LabelledImages(byte[] pixels, byte[] labels) {
        require(
                pixels.length == (long) labels.length * ImageTensor.PIXELS,
                "%d labels need %d pixel bytes, got %d",
                labels.length,
                (long) labels.length * ImageTensor.PIXELS,
                pixels.length);
        for (int i = 0; i < labels.length; i++) {
            require(labels[i] >= 0 && labels[i] < 10, "label must be 0 to 9, got %d of image %d", labels[i], i);
        }
        this.pixels = pixels;
        this.labels = labels;
    }

    public int size() {
        return labels.length;
    }

    /** The label of image {@code i}, 0 to 9. */
    public int label(int i) {
        return labels[i];
    }

    /** The label of image {@code i} by name. */
    public Category category(int i) {
        return Category.ofLabel(labels[i]);
    }

    /** Image {@code i}, copied. */
    public ImageTensor image(int i) {
        int from = i * ImageTensor.PIXELS;
        return new ImageTensor(Arrays.copyOfRange(pixels, from, from + ImageTensor.PIXELS));
    }

    /** Gray value 0 to 255 of image {@code i} at {@code position} 0 to 783, row-major. */
    public int pixel(int i, int position) {
        return Byte.toUnsignedInt(pixels[i * ImageTensor.PIXELS + position]);
    }

    /** Copies the 784 bytes of image {@code i} to {@code target} from {@code offset} on. */
    public void copyPixels(int i, byte[] target, int offset) {
        System.arraycopy(pixels, i * ImageTensor.PIXELS, target, offset, ImageTensor.PIXELS);
    }

    /** A copy of all {@code size * 784} bytes: fetch it once, not for each image. */
    public byte[] pixels() {
        return pixels.clone();
    }

    /** A copy of all labels. */
    public byte[] labels() {
        return labels.clone();
    }

    /** The images at {@code indices}, in that order. */
    public LabelledImages select(int[] indices) {
        byte[] chosenPixels = new byte[indices.length * ImageTensor.PIXELS];
        byte[] chosenLabels = new byte[indices.length];
        for (int i = 0; i < indices.length; i++) {
            copyPixels(indices[i], chosenPixels, i * ImageTensor.PIXELS);
            chosenLabels[i] = labels[indices[i]];
        }
        return new LabelledImages(chosenPixels, chosenLabels);
    }

    /** How many images each label has: ten counts. */
    public int[] countByLabel() {
        int[] counts = new int[Category.ALL.size()];
        for (byte label : labels) {
            counts[label]++;
        }
        return counts;
    }
}
