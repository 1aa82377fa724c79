package io.fashionstream.image;

/** Makes the pixels of a JPEG of its components, after bringing each component to the size of the picture. */
final class JpegPixels {
    private final JpegFrame frame;
    private final JpegPlane[] planes;
    private final JpegColours colours;
    private final int side;

    /** @param planes one for each component, read to the end */
    JpegPixels(JpegFrame frame, JpegPlane[] planes, JpegColours colours) {
        this.frame = frame;
        this.planes = planes;
        this.colours = colours;
        this.side = frame.blockSide();
    }

    /** The reduced and subsampled picture, as it is stored. */
    Picture toPicture() {
        Sampling sampling =
                Sampling.of(JpegFrame.reduced(frame.width(), side), JpegFrame.reduced(frame.height(), side));
        Picture picture = sampling.newPicture();
        for (int y = 0; y < picture.height; y++) {
            int fromY = y * sampling.step() + sampling.offsetY();
            for (int x = 0; x < picture.width; x++) {
                int fromX = x * sampling.step() + sampling.offsetX();
                picture.set(x, y, colour(fromX, fromY));
            }
        }
        return picture;
    }

    private int colour(int x, int y) {
        return switch (planes.length) {
            case 1 -> colours.rgb(level(0, x, y), 0, 0, 0);
            case 3 -> colours.rgb(level(0, x, y), level(1, x, y), level(2, x, y), 0);
            default -> colours.rgb(level(0, x, y), level(1, x, y), level(2, x, y), level(3, x, y));
        };
    }

    /** Between the samples of a component of half the size, levels are mixed 3 to 1, as libjpeg does. */
    private int level(int index, int x, int y) {
        JpegComponent component = frame.components().get(index);
        JpegPlane plane = planes[index];
        if (component.across() == frame.maxAcross() && component.down() == frame.maxDown()) {
            return plane.sample(x, y);
        }
        int column = x * component.across() / frame.maxAcross();
        int line = y * component.down() / frame.maxDown();
        int nextColumn = neighbour(x, column, component.across(), frame.maxAcross(), frame.width());
        int nextLine = neighbour(y, line, component.down(), frame.maxDown(), frame.height());
        int here = 3 * plane.sample(column, line) + plane.sample(nextColumn, line);
        int there = 3 * plane.sample(column, nextLine) + plane.sample(nextColumn, nextLine);
        return (3 * here + there + 8) >> 4;
    }

    /** The sample that lies next to {@code pixel}, besides {@code nearest}; that one itself where there is none. */
    private int neighbour(int pixel, int nearest, int factor, int largestFactor, int pixels) {
        if (2 * factor != largestFactor) {
            return nearest;
        }
        int samples = JpegFrame.divideUp(JpegFrame.reduced(pixels, side) * factor, largestFactor);
        return Math.max(0, Math.min(samples - 1, nearest + (pixel % 2 == 0 ? -1 : 1)));
    }
}
