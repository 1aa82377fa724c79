package io.fashionstream.trainer.data;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageTensor;
import java.util.Arrays;

/**
 * Images with their labels, in a fixed order: {@code byte[size * 784]} gray pixels (row-major, 0 is background) and
 * {@code byte[size]} labels, each the place of a class in {@link #classes}. Immutable and safe to share between threads.
 */
public final class LabelledImages {
    private final byte[] pixels;
    private final byte[] labels;
    private final Classes classes;

    /** Images of the ten classes of Fashion-MNIST. */
    public LabelledImages(byte[] pixels, byte[] labels) {
        this(pixels, labels, Classes.FASHION_MNIST);
    }

    /**
     * Takes both arrays over: the caller must not write to them afterwards.
     *
     * @param labels unsigned bytes
     * @throws IllegalArgumentException if their lengths do not fit each other or a label is that of no class
     */
    public LabelledImages(byte[] pixels, byte[] labels, Classes classes) {
        require(
                pixels.length == (long) labels.length * ImageTensor.PIXELS,
                "%d labels need %d pixel bytes, got %d",
                labels.length,
                (long) labels.length * ImageTensor.PIXELS,
                pixels.length);
        for (int i = 0; i < labels.length; i++) {
            int label = Byte.toUnsignedInt(labels[i]);
            require(label < classes.size(), "label must be 0 to %d, got %d of image %d", classes.size() - 1, label, i);
        }
        this.pixels = pixels;
        this.labels = labels;
        this.classes = classes;
    }

    public int size() {
        return labels.length;
    }

    /** What the labels mean. */
    public Classes classes() {
        return classes;
    }

    /** The label of image {@code i}, from 0 on. */
    public int label(int i) {
        return Byte.toUnsignedInt(labels[i]);
    }

    /** The class of image {@code i}. */
    public Category category(int i) {
        return classes.category(label(i));
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
        return new LabelledImages(chosenPixels, chosenLabels, classes);
    }

    /**
     * The same images with their classes in another order, or of other names.
     *
     * @param others the same codes
     */
    LabelledImages numberedAs(Classes others) {
        byte[] numbers = new byte[labels.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (byte) others.indexOf(category(i));
        }
        return new LabelledImages(pixels, numbers, others);
    }

    /** How many images each class has, in order. */
    public int[] countByLabel() {
        int[] counts = new int[classes.size()];
        for (byte label : labels) {
            counts[Byte.toUnsignedInt(label)]++;
        }
        return counts;
    }
}
