package io.fashionstream.image;

import io.fashionstream.image.Decoded.Oddity;

/**
 * From a photo of a product on a light background to the network's input, by the steps with which Fashion-MNIST itself
 * was made (Xiao et al. 2017, section 2): trim the background, subsample to 28 pixels on the longer edge, sharpen,
 * centre, negate, reduce to gray.
 *
 * <p>Each step is a pure function of its own.
 */
final class PhotoToTensor {
    static final int WHITE = 0xffffffff;

    private static final int OPAQUE = 255;
    private static final int SIDE = ImageTensor.SIDE_PIXELS;

    private PhotoToTensor() {}

    /** All steps in order. */
    static Decoded.Image convert(Picture photo) {
        Picture flat = flatten(photo);
        Backdrop backdrop = Backdrop.of(flat);
        Area product = backdrop.productArea();
        if (product.isSpeckIn(flat)) {
            return new Decoded.Image(new ImageTensor(new byte[ImageTensor.PIXELS]), Oddity.BLANK);
        }
        Picture small = Sharpening.sharpen(subsample(flat, product));
        byte[] gray = gray(negate(centre(small)));
        return new Decoded.Image(ImageTensor.of(gray), oddity(gray, backdrop));
    }

    private static Oddity oddity(byte[] gray, Backdrop backdrop) {
        Ink ink = new Ink(gray);
        if (ink.isFaint()) {
            return Oddity.BLANK;
        }
        if (ink.isNoise()) {
            return Oddity.NOISE;
        }
        return backdrop.isLight() ? Oddity.NONE : Oddity.NO_LIGHT_BACKGROUND;
    }

    /** Lays a picture with transparency on white, as shops show it. */
    static Picture flatten(Picture photo) {
        return photo.map(pixel -> {
            int alpha = pixel >>> 24;
            if (alpha == OPAQUE) {
                return pixel;
            }
            return Picture.rgb(
                    onWhite(pixel >> 16 & 0xff, alpha),
                    onWhite(pixel >> 8 & 0xff, alpha),
                    onWhite(pixel & 0xff, alpha));
        });
    }

    private static int onWhite(int level, int alpha) {
        return (level * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    /** Keeps evenly spread rows and columns of {@code area}, so that its longer edge becomes 28 pixels. */
    static Picture subsample(Picture photo, Area area) {
        int longest = Math.max(area.width(), area.height());
        Picture small = new Picture(
                Math.max(1, Math.round((float) area.width() * SIDE / longest)),
                Math.max(1, Math.round((float) area.height() * SIDE / longest)));
        for (int y = 0; y < small.height; y++) {
            int sourceY = area.top() + middle(y, small.height, area.height());
            for (int x = 0; x < small.width; x++) {
                small.set(x, y, photo.argb(area.left() + middle(x, small.width, area.width()), sourceY));
            }
        }
        return small;
    }

    /** The source line in the middle of those that target line {@code index} stands for. */
    private static int middle(int index, int targets, int sources) {
        return (2 * index + 1) * sources / (2 * targets);
    }

    /** Puts the picture into the middle of a white square of 28 pixels. */
    static Picture centre(Picture small) {
        Picture square = new Picture(SIDE, SIDE).map(pixel -> WHITE);
        int left = (SIDE - small.width + 1) / 2;
        int top = (SIDE - small.height + 1) / 2;
        for (int y = 0; y < small.height; y++) {
            for (int x = 0; x < small.width; x++) {
                square.set(left + x, top + y, small.argb(x, y));
            }
        }
        return square;
    }

    /** Light becomes dark and dark becomes light. */
    static Picture negate(Picture square) {
        return square.map(pixel -> pixel ^ 0xffffff);
    }

    /** The luma (Rec. 709) of each pixel, row-major. */
    static byte[] gray(Picture square) {
        byte[] gray = new byte[square.width * square.height];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) luma(square.argb(i % square.width, i / square.width));
        }
        return gray;
    }

    /** 0 is black, 255 is white. */
    static int luma(int rgb) {
        return (int) Math.round(0.2126 * (rgb >> 16 & 0xff) + 0.7152 * (rgb >> 8 & 0xff) + 0.0722 * (rgb & 0xff));
    }
}
