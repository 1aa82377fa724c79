package io.fashionstream.image;

import java.util.ArrayList;
import java.util.List;

/** Makes the pixels of a JPEG of its components, after bringing each component to the size of the picture. */
final class JpegPixels {
    private static final int MOST_COMPONENTS = 4;

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
        List<Columns> columns = new ArrayList<>();
        for (JpegComponent component : frame.components()) {
            columns.add(new Columns(component, sampling, picture.width));
        }
        int[][] levels = new int[MOST_COMPONENTS][picture.width];
        for (int y = 0; y < picture.height; y++) {
            for (int i = 0; i < planes.length; i++) {
                readLine(i, y * sampling.step() + sampling.offsetY(), columns.get(i), levels[i]);
            }
            for (int x = 0; x < picture.width; x++) {
                picture.set(x, y, colours.rgb(levels[0][x], levels[1][x], levels[2][x], levels[3][x]));
            }
        }
        return picture;
    }

    /** Between the samples of a component of half the size, levels are mixed 3 to 1, as libjpeg does. */
    private void readLine(int index, int y, Columns columns, int[] levels) {
        JpegComponent component = frame.components().get(index);
        JpegPlane plane = planes[index];
        int line = y * component.down() / frame.maxDown();
        if (isWhole(component)) {
            for (int x = 0; x < levels.length; x++) {
                levels[x] = plane.sample(columns.nearest[x], line);
            }
            return;
        }
        int nextLine = neighbour(y, line, component.down(), frame.maxDown(), frame.height());
        for (int x = 0; x < levels.length; x++) {
            int column = columns.nearest[x];
            int nextColumn = columns.next[x];
            int here = 3 * plane.sample(column, line) + plane.sample(nextColumn, line);
            int there = 3 * plane.sample(column, nextLine) + plane.sample(nextColumn, nextLine);
            levels[x] = (3 * here + there + 8) >> 4;
        }
    }

    private boolean isWhole(JpegComponent component) {
        return component.across() == frame.maxAcross() && component.down() == frame.maxDown();
    }

    /** The sample that lies next to {@code pixel}, besides {@code nearest}; that one itself where there is none. */
    private int neighbour(int pixel, int nearest, int factor, int largestFactor, int pixels) {
        if (2 * factor != largestFactor) {
            return nearest;
        }
        int samples = JpegFrame.divideUp(JpegFrame.reduced(pixels, side) * factor, largestFactor);
        return Math.max(0, Math.min(samples - 1, nearest + (pixel % 2 == 0 ? -1 : 1)));
    }

    /** For each column of the picture the two of a component that it is mixed of: the same for all lines. */
    private final class Columns {
        final int[] nearest;
        final int[] next;

        Columns(JpegComponent component, Sampling sampling, int width) {
            this.nearest = new int[width];
            this.next = new int[width];
            for (int i = 0; i < width; i++) {
                int x = i * sampling.step() + sampling.offsetX();
                nearest[i] = x * component.across() / frame.maxAcross();
                next[i] = neighbour(x, nearest[i], component.across(), frame.maxAcross(), frame.width());
            }
        }
    }
}
