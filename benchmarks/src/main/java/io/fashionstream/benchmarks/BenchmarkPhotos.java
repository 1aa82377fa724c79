package io.fashionstream.benchmarks;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Product photos made of images of the data set, with the noise of a sensor and the weave of a cloth, as JPEGs. */
final class BenchmarkPhotos {
    private static final int BACKDROP = 0xfd;
    private static final float QUALITY = 0.9f;
    private static final double NOISE_LEVELS = 2;
    private static final double WEAVE_LEVELS = 6;
    private static final int SIDE = 28;

    private BenchmarkPhotos() {}

    /**
     * A photo of 3 to 4 whose product fills 13 of 15 columns.
     *
     * @param gray the 784 pixels of an image, light on dark
     * @param seed of the noise
     */
    static byte[] jpeg(byte[] gray, int width, long seed, boolean progressive) {
        BufferedImage photo = new BufferedImage(width, width * 4 / 3, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photo.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        int product = width * 13 / 15;
        graphics.setColor(new Color(BACKDROP, BACKDROP, BACKDROP));
        graphics.fillRect(0, 0, photo.getWidth(), photo.getHeight());
        graphics.drawImage(
                negative(gray), (width - product) / 2, (photo.getHeight() - product) / 2, product, product, null);
        graphics.dispose();
        roughen(photo, new Random(seed));
        return encoded(photo, progressive);
    }

    private static BufferedImage negative(byte[] gray) {
        BufferedImage small = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < gray.length; i++) {
            small.setRGB(i % SIDE, i / SIDE, BACKDROP * (255 - Byte.toUnsignedInt(gray[i])) / 255 * 0x10101);
        }
        return small;
    }

    private static void roughen(BufferedImage photo, Random random) {
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                int level = photo.getRGB(x, y) & 0xff;
                double weave = level > 240 ? 0 : WEAVE_LEVELS * Math.sin(x * 1.9) * Math.sin(y * 1.7);
                long rough = Math.round(level + NOISE_LEVELS * random.nextGaussian() + weave);
                photo.setRGB(x, y, (int) Math.max(0, Math.min(255, rough)) * 0x10101);
            }
        }
    }

    private static byte[] encoded(BufferedImage photo, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam options = writer.getDefaultWriteParam();
            options.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            options.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(photo, null, null), options);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a photo into memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
