package io.fashionstream.testkit.catalogue;

import io.fashionstream.image.ImageTensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Writes images in the forms that a catalogue holds them in. */
public final class EncodedImages {
    public static final String PNG = "image/png";

    private EncodedImages() {}

    /** A gray PNG of 28 x 28 pixels that decodes to exactly {@code image}. */
    public static byte[] png(ImageTensor image) {
        BufferedImage picture =
                new BufferedImage(ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS, image.toBytes());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a PNG is always writable to memory", e);
        }
        return bytes.toByteArray();
    }
}
