package io.fashionstream.image;

import static io.fashionstream.image.ImageTensor.PIXELS;
import static io.fashionstream.image.ImageTensor.SIDE_PIXELS;

/**
 * What is measured of a network's input, as {@link io.fashionstream.event.InputMeasure} says.
 *
 * @param brightness mean gray value, 0 to 255
 * @param ink share of the values over {@value #BACKGROUND}, in [0, 1]
 * @param edges mean distance to the neighbours on the right and below, 0 to 510
 */
public record InputMeasures(double brightness, double ink, double edges) {
    /** The largest value that counts as background: photos decode to a ground that is nearly but not quite white. */
    public static final int BACKGROUND = 25;

    /** Measures {@code image}. */
    public static InputMeasures of(ImageTensor image) {
        int sum = 0;
        int inked = 0;
        int distances = 0;
        for (int y = 0; y < SIDE_PIXELS; y++) {
            int left = image.pixel(0, y);
            for (int x = 0; x < SIDE_PIXELS; x++) {
                int level = image.pixel(x, y);
                sum += level;
                inked += level > BACKGROUND ? 1 : 0;
                distances += Math.abs(level - left);
                distances += y == 0 ? 0 : Math.abs(level - image.pixel(x, y - 1));
                left = level;
            }
        }
        return new InputMeasures((double) sum / PIXELS, (double) inked / PIXELS, (double) distances / PIXELS);
    }
}
