package io.fashionstream.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Network inputs as PNG files of 28 x 28 pixels, 8-bit gray. */
public final class GrayPng {
    private GrayPng() {}

    /** The input as it is, light on black: {@link ImageDecoder} reads the same pixels from it again. */
    public static byte[] of(ImageTensor image) {
        return written(image, 0);
    }

    /** The input as people know pictures, dark on white. */
    public static byte[] darkOnWhite(ImageTensor image) {
        return written(image, 255);
    }

    private static byte[] written(ImageTensor image, int inverted) {
        BufferedImage picture =
                new BufferedImage(ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < ImageTensor.SIDE_PIXELS; y++) {
            for (int x = 0; x < ImageTensor.SIDE_PIXELS; x++) {
                picture.getRaster().setSample(x, y, 0, image.pixel(x, y) ^ inverted);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return png.toByteArray();
    }
}
