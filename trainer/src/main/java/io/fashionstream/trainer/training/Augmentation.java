package io.fashionstream.trainer.training;

import io.fashionstream.image.ImageTensor;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random changes of a training image that leave its class as it is.
 *
 * @param flip mirror every other image
 * @param shiftPixels shift by up to so many pixels each way, filled with background
 * @param eraseProbability of painting a rectangle of 2 to 20 % of the image with background (Zhong et al. 2017)
 * @param mixing what is then done with the images of a batch; that does change their classes, and their targets
 */
public record Augmentation(boolean flip, int shiftPixels, double eraseProbability, Mixing mixing) {
    /** Images as they are. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0);

    private static final int SIDE = ImageTensor.SIDE_PIXELS;
    private static final int ERASE_ATTEMPTS = 10;

    /** Changes each image by itself. */
    public Augmentation(boolean flip, int shiftPixels, double eraseProbability) {
        this(flip, shiftPixels, eraseProbability, Mixing.NONE);
    }

    /**
     * Writes a changed copy of an image.
     *
     * @param image 784 bytes, left as they are
     * @param target gets 784 bytes
     */
    public void apply(byte[] image, byte[] target, SplittableRandom random) {
        boolean mirrored = flip && random.nextBoolean();
        int shiftX = shiftPixels == 0 ? 0 : random.nextInt(-shiftPixels, shiftPixels + 1);
        int shiftY = shiftPixels == 0 ? 0 : random.nextInt(-shiftPixels, shiftPixels + 1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int fromX = (mirrored ? SIDE - 1 - x : x) + shiftX;
                int fromY = y + shiftY;
                boolean inside = fromX >= 0 && fromX < SIDE && fromY >= 0 && fromY < SIDE;
                target[y * SIDE + x] = inside ? image[fromY * SIDE + fromX] : 0;
            }
        }
        if (eraseProbability > 0 && random.nextDouble() < eraseProbability) {
            erase(target, random);
        }
    }

    private static void erase(byte[] image, SplittableRandom random) {
        for (int attempt = 0; attempt < ERASE_ATTEMPTS; attempt++) {
            double area = ImageTensor.PIXELS * random.nextDouble(0.02, 0.2);
            double aspect = Math.exp(random.nextDouble(Math.log(0.3), Math.log(3.3)));
            int height = (int) Math.round(Math.sqrt(area * aspect));
            int width = (int) Math.round(Math.sqrt(area / aspect));
            if (height >= 1 && width >= 1 && height <= SIDE && width <= SIDE) {
                int top = random.nextInt(SIDE - height + 1);
                int left = random.nextInt(SIDE - width + 1);
                for (int y = top; y < top + height; y++) {
                    Arrays.fill(image, y * SIDE + left, y * SIDE + left + width, (byte) 0);
                }
                return;
            }
        }
    }
}
