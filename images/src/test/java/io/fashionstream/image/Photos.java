package io.fashionstream.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Product photos made from the data set's images: dark on a #fdfdfd backdrop, as its authors' photos were. */
final class Photos {
    static final int BACKDROP = 0xfdfdfd;

    private Photos() {}

    /** The product, enlarged smoothly to 520 pixels, in the middle of a photo of 600 x 800. */
    static BufferedImage of(byte[] gray) {
        return of(gray, 600, 800, 520);
    }

    /** A quarter of the pixels, and another backdrop: gray levels are mixed with it, as ink on coloured paper. */
    static BufferedImage on(byte[] gray, int backdrop) {
        return of(gray, 300, 400, 260, backdrop);
    }

    static BufferedImage of(byte[] gray, int width, int height, int product) {
        return of(gray, width, height, product, BACKDROP);
    }

    private static BufferedImage of(byte[] gray, int width, int height, int product, int backdrop) {
        BufferedImage photo = blank(width, height, backdrop);
        Graphics2D graphics = photo.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(
                negative(gray, backdrop & 0xff), (width - product) / 2, (height - product) / 2, product, product, null);
        graphics.dispose();
        return photo;
    }

    /** A photo of one colour and nothing else. */
    static BufferedImage blank(int width, int height, int rgb) {
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                photo.setRGB(x, y, rgb);
            }
        }
        return photo;
    }

    private static BufferedImage negative(byte[] gray, int lightest) {
        BufferedImage small = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < gray.length; i++) {
            int level = lightest * (255 - Byte.toUnsignedInt(gray[i])) / 255;
            small.setRGB(i % 28, i / 28, level << 16 | level << 8 | level);
        }
        return small;
    }
}
