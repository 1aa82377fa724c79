package io.fashionstream.image;

/**
 * Which rows and columns of a large picture are kept while it is read: every {@code step}-th, from the middle of each
 * step. The data set's authors made pictures smaller in the same way; doing it while reading keeps memory small.
 *
 * @param width of the whole picture, in pixels
 * @param height of the whole picture, in pixels
 * @param step 1 keeps everything
 */
record Sampling(int width, int height, int step) {
    static Sampling of(int width, int height) {
        int longest = Math.max(width, height);
        return new Sampling(width, height, (longest + Picture.MAX_EDGE_PIXELS - 1) / Picture.MAX_EDGE_PIXELS);
    }

    /** The first kept row and column; a side shorter than half a step still keeps its last line. */
    int offsetX() {
        return Math.min(step / 2, width - 1);
    }

    int offsetY() {
        return Math.min(step / 2, height - 1);
    }

    /** An empty picture of the size that is left. */
    Picture newPicture() {
        return new Picture(kept(width, offsetX()), kept(height, offsetY()));
    }

    private int kept(int length, int offset) {
        return (length - offset + step - 1) / step;
    }
}
