package io.fashionstream.image;

/**
 * Sharpens with a Gaussian of radius and standard deviation 1.0, with increasing effect near outlines: each pixel moves
 * away from the Gaussian mean of its 3 x 3 neighbours, in proportion to how strong the outline is that it lies on.
 */
final class Sharpening {
    private static final double[][] GAUSSIAN = gaussian();

    private Sharpening() {}

    /** A sharpened copy; beyond its edges the picture is taken to go on as it ends. */
    static Picture sharpen(Picture picture) {
        double[] outlines = outlines(picture);
        Picture sharp = new Picture(picture.width, picture.height);
        for (int y = 0; y < picture.height; y++) {
            for (int x = 0; x < picture.width; x++) {
                double strength = outlines[y * picture.width + x];
                sharp.set(
                        x,
                        y,
                        Picture.rgb(
                                sharpened(picture, x, y, 16, strength),
                                sharpened(picture, x, y, 8, strength),
                                sharpened(picture, x, y, 0, strength)));
            }
        }
        return sharp;
    }

    private static int sharpened(Picture picture, int x, int y, int shift, double strength) {
        double mean = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                mean += GAUSSIAN[dy + 1][dx + 1] * (near(picture, x + dx, y + dy) >> shift & 0xff);
            }
        }
        int level = picture.argb(x, y) >> shift & 0xff;
        return (int) Math.max(0, Math.min(255, Math.round(level + strength * (level - mean))));
    }

    /** For each pixel how far its luma lies from its neighbours' mean, as a share of the strongest; 0 to 1. */
    private static double[] outlines(Picture picture) {
        double[] outlines = new double[picture.width * picture.height];
        double strongest = 1;
        for (int i = 0; i < outlines.length; i++) {
            outlines[i] = contrast(picture, i % picture.width, i / picture.width);
            strongest = Math.max(strongest, outlines[i]);
        }
        for (int i = 0; i < outlines.length; i++) {
            outlines[i] /= strongest;
        }
        return outlines;
    }

    private static double contrast(Picture picture, int x, int y) {
        double sum = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                sum += PhotoToTensor.luma(near(picture, x + dx, y + dy));
            }
        }
        return Math.abs(PhotoToTensor.luma(picture.argb(x, y)) - sum / 9);
    }

    private static int near(Picture picture, int x, int y) {
        return picture.argb(Math.max(0, Math.min(picture.width - 1, x)), Math.max(0, Math.min(picture.height - 1, y)));
    }

    private static double[][] gaussian() {
        double[][] weights = new double[3][3];
        double sum = 0;
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 3; x++) {
                weights[y][x] = Math.exp(-((x - 1) * (x - 1) + (y - 1) * (y - 1)) / 2.0);
                sum += weights[y][x];
            }
        }
        for (double[] row : weights) {
            for (int x = 0; x < 3; x++) {
                row[x] /= sum;
            }
        }
        return weights;
    }
}
