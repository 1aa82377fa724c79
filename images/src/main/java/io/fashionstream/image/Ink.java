package io.fashionstream.image;

/**
 * Tells pictures that show no product from the 784 values of a network's input alone, 0 for none to 255 for full ink.
 *
 * <p>The limits were chosen on the 60,000 training images of Fashion-MNIST and on photos made of them: not one of these
 * counts as faint or as noise, not one has two dark corners, and each has a pixel of at least 254.
 */
final class Ink {
    private static final int SIDE = ImageTensor.SIDE_PIXELS;
    /** Made paler, 84 % of photos keep their label at 95, 88 % at 127, and 93 % with full ink. */
    private static final int FAINT = 95;

    private static final int DARK = 85;
    /** The most striped training image has 2.16; a fifth of random dots has over 3. */
    private static final double DOTTED = 2.25;
    /** Random values everywhere have 1.19 or more, and 56 dark pixels or more of 108 on the border; training images so rough 24. */
    private static final double RESTLESS = 1.1;

    private static final int DARK_BORDER_PIXELS = 48;

    private final byte[] gray;

    /** Takes {@code gray} without copying. */
    Ink(byte[] gray) {
        this.gray = gray;
    }

    /** Whether there is next to nothing to see: the darkest pixel is faint. */
    boolean isFaint() {
        for (int i = 0; i < gray.length; i++) {
            if (at(i) > FAINT) {
                return false;
            }
        }
        return true;
    }

    /** How many of the four corners are dark. */
    int darkCorners() {
        int last = SIDE - 1;
        return dark(0) + dark(last) + dark(last * SIDE) + dark(gray.length - 1);
    }

    /** Whether neighbours have so little to do with each other that this is no product. */
    boolean isNoise() {
        double roughness = roughness();
        return roughness > DOTTED || (roughness > RESTLESS && darkBorderPixels() >= DARK_BORDER_PIXELS);
    }

    /** The differences between all neighbours, beside and below, for each unit of ink. */
    double roughness() {
        int differences = 0;
        int ink = 0;
        for (int y = 0, i = 0; y < SIDE; y++) {
            int left = at(i);
            for (int x = 0; x < SIDE; x++, i++) {
                int level = at(i);
                differences += Math.abs(level - left);
                differences += y == 0 ? 0 : Math.abs(level - at(i - SIDE));
                ink += level;
                left = level;
            }
        }
        return (double) differences / Math.max(1, ink);
    }

    int darkBorderPixels() {
        int last = SIDE - 1;
        int count = 0;
        for (int i = 0; i < last; i++) {
            count += dark(i) + dark(i * SIDE + last);
            count += dark(gray.length - 1 - i) + dark((i + 1) * SIDE);
        }
        return count;
    }

    /** 1 if the pixel is dark, or else 0. */
    private int dark(int index) {
        return at(index) > DARK ? 1 : 0;
    }

    private int at(int index) {
        return Byte.toUnsignedInt(gray[index]);
    }
}
