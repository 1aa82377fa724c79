package io.fashionstream.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The small sample of Fashion-MNIST's test images that the tests of all modules share: 20 of each class. */
final class RealImages {
    private static final int IMAGE_HEADER_BYTES = 16;
    private static final int LABEL_HEADER_BYTES = 8;
    private static final int PIXELS = 784;

    private RealImages() {}

    /** 784 gray bytes each, light on dark. */
    static List<byte[]> all() {
        byte[] file = resource("t10k-images-idx3-ubyte");
        List<byte[]> images = new ArrayList<>();
        for (int at = IMAGE_HEADER_BYTES; at < file.length; at += PIXELS) {
            images.add(Arrays.copyOfRange(file, at, at + PIXELS));
        }
        return images;
    }

    /** The class of each of {@link #all}, 0 to 9. */
    static int[] labels() {
        byte[] file = resource("t10k-labels-idx1-ubyte");
        int[] labels = new int[file.length - LABEL_HEADER_BYTES];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = file[LABEL_HEADER_BYTES + i];
        }
        return labels;
    }

    /** A pullover. */
    static byte[] pullover() {
        int[] labels = labels();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == 2) {
                return all().get(i);
            }
        }
        throw new IllegalStateException("expected a pullover in the sample");
    }

    private static byte[] resource(String name) {
        try (InputStream file = RealImages.class.getResourceAsStream("/fashion-mnist-sample/" + name)) {
            if (file == null) {
                throw new IllegalStateException("expected test resource " + name);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
