package io.fashionstream.image;

/**
 * Finds the background around the product, which photos have at their edges, from the four corner pixels. The authors of
 * the data set did the same.
 *
 * <p>A row or column at an edge is background if the colour of each of its pixels is close to the colour of one corner at
 * that edge: at most 5 % of the largest RGB distance away.
 */
final class Backdrop {
    private static final double LARGEST_DISTANCE = Math.sqrt(3) * 255;
    private static final double TRIMMED = square(0.05 * LARGEST_DISTANCE);
    private static final double ALIKE = square(0.15 * LARGEST_DISTANCE);
    /** What is no white is left in the product's box as ink. 85 % of photos keep their label at 230, 79 % at 220. */
    private static final int LIGHT_LUMA = 230;

    private static final int ENOUGH_CORNERS = 3;

    private final Picture picture;
    private final int topLeft;
    private final int topRight;
    private final int bottomLeft;
    private final int bottomRight;

    private Backdrop(Picture picture) {
        this.picture = picture;
        this.topLeft = picture.argb(0, 0);
        this.topRight = picture.argb(picture.width - 1, 0);
        this.bottomLeft = picture.argb(0, picture.height - 1);
        this.bottomRight = picture.argb(picture.width - 1, picture.height - 1);
    }

    static Backdrop of(Picture opaque) {
        return new Backdrop(opaque);
    }

    /** Whether at least three corners are light and alike; the fourth may be covered by the product. */
    boolean isLight() {
        int[] corners = {topLeft, topRight, bottomLeft, bottomRight};
        for (int reference : corners) {
            int alike = 0;
            for (int corner : corners) {
                boolean light = PhotoToTensor.luma(corner) >= LIGHT_LUMA;
                alike += light && squaredDistance(corner, reference) <= ALIKE ? 1 : 0;
            }
            if (alike >= ENOUGH_CORNERS) {
                return true;
            }
        }
        return false;
    }

    /** What is left when the backdrop is trimmed from all four sides; empty if it is all backdrop. */
    Area productArea() {
        int top = 0;
        while (top < picture.height && (isRowOf(topLeft, top) || isRowOf(topRight, top))) {
            top++;
        }
        int bottom = picture.height;
        while (bottom > top && (isRowOf(bottomLeft, bottom - 1) || isRowOf(bottomRight, bottom - 1))) {
            bottom--;
        }
        int left = 0;
        while (left < picture.width
                && (isColumnOf(topLeft, left, top, bottom) || isColumnOf(bottomLeft, left, top, bottom))) {
            left++;
        }
        int right = picture.width;
        while (right > left
                && (isColumnOf(topRight, right - 1, top, bottom) || isColumnOf(bottomRight, right - 1, top, bottom))) {
            right--;
        }
        return new Area(left, top, right - left, bottom - top);
    }

    private boolean isRowOf(int corner, int y) {
        for (int x = 0; x < picture.width; x++) {
            if (squaredDistance(picture.argb(x, y), corner) > TRIMMED) {
                return false;
            }
        }
        return true;
    }

    private boolean isColumnOf(int corner, int x, int top, int bottom) {
        for (int y = top; y < bottom; y++) {
            if (squaredDistance(picture.argb(x, y), corner) > TRIMMED) {
                return false;
            }
        }
        return true;
    }

    private static int squaredDistance(int one, int other) {
        int red = (one >> 16 & 0xff) - (other >> 16 & 0xff);
        int green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
        int blue = (one & 0xff) - (other & 0xff);
        return red * red + green * green + blue * blue;
    }

    private static double square(double value) {
        return value * value;
    }
}
