package io.fashionstream.trainer.export;

import io.fashionstream.image.ImageTensor;

/** Images from right to left. */
public final class MirrorImages {
    private static final int SIDE = ImageTensor.SIDE_PIXELS;

    private MirrorImages() {}

    /**
     * Writes the mirror images of {@code images} into {@code target}.
     *
     * @param images {@code [n * 784]}, row-major
     * @param from where they begin in {@code target}
     */
    public static void write(float[] images, float[] target, int from) {
        for (int row = 0; row < images.length; row += SIDE) {
            for (int x = 0; x < SIDE; x++) {
                target[from + row + x] = images[row + SIDE - 1 - x];
            }
        }
    }
}
