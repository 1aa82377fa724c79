package io.fashionstream.trainer.report;

import io.fashionstream.image.ImageTensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Images as PNG, to be put into a page. */
final class PngPicture {
    private PngPicture() {}

    /** A {@code data:} address that holds {@code image} in its own size, 8-bit gray, 0 shown black. */
    static String dataUri(ImageTensor image) {
        BufferedImage picture =
                new BufferedImage(ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < ImageTensor.SIDE_PIXELS; y++) {
            for (int x = 0; x < ImageTensor.SIDE_PIXELS; x++) {
                picture.getRaster().setSample(x, y, 0, image.pixel(x, y));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
