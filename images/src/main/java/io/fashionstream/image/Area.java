package io.fashionstream.image;

/** A rectangle of pixels within a picture; empty if width or height is 0. */
record Area(int left, int top, int width, int height) {
    /** A product that fills less of the picture than 1 in this many is dust on an empty backdrop. */
    private static final int SPECK = 400;

    /** Whether the area is empty or so small that enlarging it would show dust as a product. */
    boolean isSpeckIn(Picture picture) {
        return (long) width * height * SPECK < (long) picture.width * picture.height || width == 0 || height == 0;
    }
}
