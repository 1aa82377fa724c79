package io.fashionstream.trainer.report;

import io.fashionstream.image.GrayPng;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.saliency.HeatMap;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Images as PNG, to be put into a page. */
final class PngPicture {
    private static final Color FOR = new Color(20, 66, 214);
    private static final Color AGAINST = new Color(214, 96, 0);
    /** Nats under which even the strongest is not painted in full: odds that change by a tenth. */
    private static final double WEAK = 0.1;

    private PngPicture() {}

    /** A {@code data:} address that holds {@code image} in its own size, 8-bit gray, 0 shown black. */
    static String dataUri(ImageTensor image) {
        return dataUri(GrayPng.of(image));
    }

    /**
     * The same size in colours: {@code image} faintly, dark on white, and over it in blue what speaks for its label, in orange
     * what speaks against it. The strongest of the map has the full colour.
     */
    static String dataUri(ImageTensor image, HeatMap heat) {
        BufferedImage picture =
                new BufferedImage(ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS, BufferedImage.TYPE_INT_RGB);
        double strongest = Math.max(WEAK, heat.strongest());
        for (int y = 0; y < ImageTensor.SIDE_PIXELS; y++) {
            for (int x = 0; x < ImageTensor.SIDE_PIXELS; x++) {
                Color colour = heat.at(x, y) > 0 ? FOR : AGAINST;
                picture.setRGB(x, y, mixed(255 - image.pixel(x, y) / 3, colour, Math.abs(heat.at(x, y)) / strongest));
            }
        }
        return dataUri(png(picture));
    }

    private static int mixed(int gray, Color colour, double share) {
        return new Color(
                        (int) (gray + share * (colour.getRed() - gray)),
                        (int) (gray + share * (colour.getGreen() - gray)),
                        (int) (gray + share * (colour.getBlue() - gray)))
                .getRGB();
    }

    private static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return png.toByteArray();
    }

    private static String dataUri(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }
}
