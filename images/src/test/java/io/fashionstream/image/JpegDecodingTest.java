package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.RejectionReason;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDecodingTest {
    private static final byte[] PHOTO = Encoded.jpeg(Photos.of(RealImages.pullover(), 60, 80, 56));

    @Test
    void colourPhotosComeOutAsTheJdkDecodesThem() throws IOException, Undecodable {
        byte[] progressive = Encoded.sample("progressive.jpg");

        assertThat(largestDifference(progressive, ImageIO.read(new ByteArrayInputStream(progressive))))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void ycckInAdobesInvertedInkComesOutInItsColours() throws IOException, Undecodable {
        BufferedImage product = ImageIO.read(new ByteArrayInputStream(Encoded.sample("product.png")));
        Picture decoded = decode(Encoded.sample("ycck.jpg"));

        assertThat(meanDifference(decoded, product)).isLessThan(8);
    }

    @Test
    void inkWithoutAdobesMarkerIsNotInverted() throws IOException, Undecodable {
        WritableRaster ink = Raster.createInterleavedRaster(0, 8, 8, 4, null);
        for (int i = 0; i < 64; i++) {
            ink.setPixel(i % 8, i / 8, new int[] {255, 0, 0, 51});
        }

        Picture decoded = decode(jpeg(ink));

        assertThat(decoded.argb(3, 3)).isEqualTo(Picture.rgb(0, 204, 204));
    }

    @Test
    void grayKeepsItsLevels() throws IOException, Undecodable {
        byte[] jpeg = Encoded.jpeg(Encoded.gray(RealImages.pullover()));
        Raster expected = ImageIO.read(new ByteArrayInputStream(jpeg)).getRaster();

        byte[] decoded = Decoding.gray(jpeg);

        for (int i = 0; i < decoded.length; i++) {
            int difference = Byte.toUnsignedInt(decoded[i]) - expected.getSample(i % 28, i / 28, 0);
            assertThat(Math.abs(difference)).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 60, 80, 0, 0", "2, 60, 80, 59, 0", "3, 60, 80, 59, 79", "4, 60, 80, 0, 79",
        "5, 80, 60, 0, 0", "6, 80, 60, 79, 0", "7, 80, 60, 79, 59", "8, 80, 60, 0, 59"
    })
    void exifTurnsPhotosUpright(int orientation, int width, int height, int cornerX, int cornerY) throws Undecodable {
        BufferedImage photo = Photos.blank(60, 80, 0xffffff);
        for (int i = 0; i < 256; i++) {
            photo.setRGB(i % 16, i / 16, 0);
        }

        Picture upright = decode(withExif(Encoded.jpeg(photo), orientation));

        assertThat(upright.width).isEqualTo(width);
        assertThat(upright.height).isEqualTo(height);
        assertThat(upright.argb(cornerX, cornerY) & 0xff).isLessThan(50);
        assertThat(upright.argb(width - 1 - cornerX, height - 1 - cornerY) & 0xff)
                .isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65535})
    void anUnknownOrientationCountsAsUpright(int orientation) throws Undecodable {
        assertThat(decode(withExif(PHOTO, orientation)).width).isEqualTo(60);
    }

    @Test
    void aPhotoThatEndsEarlyIsTruncatedWhereverItEnds() {
        for (int length = 4; length < PHOTO.length - 2; length++) {
            Decoding.assertRefused(Arrays.copyOf(PHOTO, length), RejectionReason.TRUNCATED, "expected");
        }
    }

    @Test
    void aPhotoThatLostDataInTheMiddleIsTruncatedAlthoughItsEndIsThere() {
        byte[] end = Arrays.copyOfRange(PHOTO, PHOTO.length - 2, PHOTO.length);
        byte[] lossy = Arrays.copyOf(PHOTO, PHOTO.length - 300);
        System.arraycopy(end, 0, lossy, lossy.length - 2, 2);

        Decoding.assertRefused(lossy, RejectionReason.TRUNCATED, "premature end");
    }

    @ParameterizedTest
    @CsvSource({"c3, frame type c3", "c9, frame type c9"})
    void losslessAndArithmeticCodingAreUnsupported(String marker, String detail) {
        byte[] jpeg = PHOTO.clone();
        jpeg[frameAt(jpeg)] = (byte) Integer.parseInt(marker, 16);

        Decoding.assertRefused(jpeg, RejectionReason.UNSUPPORTED_TYPE, detail);
    }

    @Test
    void twelveBitsAreUnsupported() {
        byte[] jpeg = PHOTO.clone();
        jpeg[frameAt(jpeg) + 3] = 12;

        Decoding.assertRefused(jpeg, RejectionReason.UNSUPPORTED_TYPE, "12 bits");
    }

    /** Index of the code of the SOF0 marker. */
    private static int frameAt(byte[] jpeg) {
        for (int i = 2; i < jpeg.length - 1; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no SOF0");
    }

    static byte[] withExif(byte[] jpeg, int orientation) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0});
        file.writeBytes(OrientationTest.tiff(orientation, false));
        file.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }

    private static byte[] jpeg(Raster raster) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(raster, null, null), null);
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    private static Picture decode(byte[] jpeg) throws Undecodable {
        return JpegFile.decode(jpeg, DecodeLimits.DEFAULT);
    }

    private static int largestDifference(byte[] jpeg, BufferedImage expected) throws Undecodable {
        Picture actual = decode(jpeg);
        int largest = 0;
        for (int i = 0; i < actual.width * actual.height; i++) {
            largest = Math.max(largest, difference(actual, expected, i % actual.width, i / actual.width));
        }
        return largest;
    }

    private static double meanDifference(Picture actual, BufferedImage expected) {
        double sum = 0;
        for (int i = 0; i < actual.width * actual.height; i++) {
            sum += difference(actual, expected, i % actual.width, i / actual.width);
        }
        return sum / (actual.width * actual.height);
    }

    private static int difference(Picture actual, BufferedImage expected, int x, int y) {
        int largest = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (actual.argb(x, y) >> shift & 0xff) - (expected.getRGB(x, y) >> shift & 0xff);
            largest = Math.max(largest, Math.abs(difference));
        }
        return largest;
    }
}
