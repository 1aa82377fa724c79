package io.fashionstream.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Encoded pictures: written by the JDK, or made beforehand (see pictures/README.md in the test resources). */
final class Encoded {
    private Encoded() {}

    static byte[] png(BufferedImage picture) {
        return write(picture, "png", false, 0);
    }

    static byte[] png(byte[] gray28) {
        return png(gray(gray28));
    }

    static byte[] jpeg(BufferedImage picture) {
        return write(picture, "jpeg", false, 0.9f);
    }

    static byte[] progressiveJpeg(BufferedImage picture) {
        return write(picture, "jpeg", true, 0.9f);
    }

    static byte[] interlacedPng(BufferedImage picture) {
        return write(picture, "png", true, 0);
    }

    /** 28 x 28 as one gray sample a pixel. */
    static BufferedImage gray(byte[] gray28) {
        BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        System.arraycopy(gray28, 0, pixels, 0, pixels.length);
        return picture;
    }

    /** A file of the pictures folder. */
    static byte[] sample(String name) {
        try (InputStream file = Encoded.class.getResourceAsStream("/pictures/" + name)) {
            if (file == null) {
                throw new IllegalStateException("expected test resource " + name);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] write(BufferedImage picture, String format, boolean progressive, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam options = writer.getDefaultWriteParam();
            if (progressive) {
                options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            if (quality > 0) {
                options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                options.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(picture, null, null), options);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
