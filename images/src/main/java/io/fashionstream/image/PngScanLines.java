package io.fashionstream.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates and unfilters the lines of a PNG one by one. In addition to the picture, whose size is limited, it holds two lines
 * and a few kilobytes, and it never inflates more than the header announces.
 */
final class PngScanLines {
    /** First column, first row, column step, row step of each pass. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

    /** Inflating a line at a time would call native code for each. */
    private static final int AHEAD_BYTES = 8192;

    private final PngHeader header;
    private final PngColours colours;
    private final Iterator<ByteBuffer> imageData;
    private final Sampling sampling;
    private final Picture picture;
    private final int pixelBytes;
    /** Bytes that were inflated, and are not taken yet. */
    private final ByteBuffer inflated;

    private byte[] line;
    private byte[] lineAbove;

    PngScanLines(PngHeader header, PngColours colours, List<ByteBuffer> imageData) {
        this.header = header;
        this.colours = colours;
        this.imageData = imageData.iterator();
        this.sampling = Sampling.of(header.width(), header.height());
        this.picture = sampling.newPicture();
        this.pixelBytes = Math.max(1, header.bitsPerPixel() / 8);
        this.line = new byte[header.lineBytes(header.width())];
        this.inflated = ByteBuffer.allocate((int) Math.min(AHEAD_BYTES, (1L + line.length) * header.height()))
                .limit(0);
        this.lineAbove = new byte[line.length];
    }

    /** The whole picture, subsampled. To be called once. */
    Picture read() throws Undecodable {
        Inflater inflater = new Inflater();
        try {
            for (int[] pass : header.interlaced() ? ADAM7 : ONE_PASS) {
                readPass(inflater, pass[0], pass[1], pass[2], pass[3]);
            }
            return picture;
        } catch (DataFormatException broken) {
            throw Undecodable.corrupt("expected deflated PNG image data, got codes that mean nothing");
        } finally {
            inflater.end();
        }
    }

    private void readPass(Inflater inflater, int firstX, int firstY, int stepX, int stepY)
            throws Undecodable, DataFormatException {
        int pixels = (header.width() - firstX + stepX - 1) / stepX;
        int length = header.lineBytes(pixels);
        if (pixels <= 0) {
            return;
        }
        Arrays.fill(line, (byte) 0);
        byte[] filter = new byte[1];
        long left = (1L + length) * ((header.height() - firstY + stepY - 1) / stepY);
        for (int y = firstY; y < header.height(); y += stepY) {
            swapLines();
            inflate(inflater, filter, 1, left, y);
            inflate(inflater, line, length, left - 1, y);
            left -= 1 + length;
            unfilter(filter[0], length);
            keep(y, pixels, firstX, stepX);
        }
    }

    private void swapLines() {
        byte[] above = line;
        line = lineAbove;
        lineAbove = above;
    }

    /** @param left bytes of the pass that were not taken yet */
    private void inflate(Inflater inflater, byte[] target, int length, long left, int y)
            throws Undecodable, DataFormatException {
        int done = 0;
        while (done < length) {
            if (!inflated.hasRemaining()) {
                inflateAhead(inflater, left - done, y);
            }
            int count = Math.min(length - done, inflated.remaining());
            inflated.get(target, done, count);
            done += count;
        }
    }

    private void inflateAhead(Inflater inflater, long left, int y) throws Undecodable, DataFormatException {
        int count = 0;
        while (count == 0) {
            count = inflater.inflate(inflated.array(), 0, (int) Math.min(left, inflated.capacity()));
            if (count == 0 && (inflater.finished() || inflater.needsDictionary() || !imageData.hasNext())) {
                throw Undecodable.truncated(
                        "expected %,d PNG lines of %,d pixels, the image data ends in line %,d",
                        header.height(), header.width(), y);
            }
            if (count == 0) {
                inflater.setInput(imageData.next());
            }
        }
        inflated.limit(count).position(0);
    }

    private void unfilter(byte filter, int length) throws Undecodable {
        switch (filter) {
            case 0 -> {}
            case 1 -> addLeft(length);
            case 2 -> addAbove(length);
            case 3 -> addAverage(length);
            case 4 -> addPaeth(length);
            default -> throw Undecodable.corrupt("expected a PNG line filter of 0 to 4, got %d", filter);
        }
    }

    private void addLeft(int length) {
        for (int i = pixelBytes; i < length; i++) {
            line[i] += line[i - pixelBytes];
        }
    }

    private void addAbove(int length) {
        for (int i = 0; i < length; i++) {
            line[i] += lineAbove[i];
        }
    }

    private void addAverage(int length) {
        for (int i = 0; i < length; i++) {
            int left = i < pixelBytes ? 0 : Byte.toUnsignedInt(line[i - pixelBytes]);
            line[i] += (byte) ((left + Byte.toUnsignedInt(lineAbove[i])) / 2);
        }
    }

    private void addPaeth(int length) {
        for (int i = 0; i < length; i++) {
            int left = i < pixelBytes ? 0 : Byte.toUnsignedInt(line[i - pixelBytes]);
            int above = Byte.toUnsignedInt(lineAbove[i]);
            int aboveLeft = i < pixelBytes ? 0 : Byte.toUnsignedInt(lineAbove[i - pixelBytes]);
            line[i] += (byte) nearest(left, above, aboveLeft);
        }
    }

    /** Whichever neighbour is closest to left + above - aboveLeft, in this order when alike. */
    private static int nearest(int left, int above, int aboveLeft) {
        int toLeft = Math.abs(above - aboveLeft);
        int toAbove = Math.abs(left - aboveLeft);
        int toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
        if (toLeft <= toAbove && toLeft <= toAboveLeft) {
            return left;
        }
        return toAbove <= toAboveLeft ? above : aboveLeft;
    }

    private void keep(int y, int pixels, int firstX, int stepX) throws Undecodable {
        int step = sampling.step();
        int fromTop = y - sampling.offsetY();
        if (fromTop < 0 || fromTop % step != 0) {
            return;
        }
        for (int i = 0; i < pixels; i++) {
            int fromLeft = firstX + i * stepX - sampling.offsetX();
            if (fromLeft >= 0 && fromLeft % step == 0) {
                picture.set(fromLeft / step, fromTop / step, colours.argb(line, i));
            }
        }
    }
}
