package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.RejectionReason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngDecodingTest {
    private static final byte[] PRODUCT = Encoded.sample("product.png");
    private static final int IEND_BYTES = 12;
    private static final int GRAY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GRAY_ALPHA = 4;

    @Test
    void everyFilterGivesTheSamePixelsAsTheJdksReader() throws IOException, Undecodable {
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(PRODUCT));

        assertSamePixels(PngFile.decode(PRODUCT, DecodeLimits.DEFAULT), expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "5, 7", "8, 8", "9, 17", "60, 80"})
    void interlacedPicturesGiveTheSamePixelsAsPlainOnes(int width, int height) throws Undecodable {
        Random random = new Random(width * 31L + height);
        BufferedImage noise = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < width * height; i++) {
            noise.setRGB(i % width, i / width, random.nextInt());
        }

        Picture decoded = PngFile.decode(Encoded.interlacedPng(noise), DecodeLimits.DEFAULT);

        assertSamePixels(decoded, noise);
    }

    @ParameterizedTest
    @CsvSource({"1, 160, 255 0 255", "2, 216, 255 85 170", "4, 245, 255 85"})
    void shallowGrayIsSpreadOverAllLevels(int bitDepth, int samples, String levels) throws Undecodable {
        String[] expected = levels.split(" ", -1);

        Picture decoded = decode(PngBuilder.of(expected.length, 1, bitDepth, GRAY, new byte[] {0, (byte) samples}));

        for (int x = 0; x < expected.length; x++) {
            assertThat(decoded.argb(x, 0) & 0xff).isEqualTo(Integer.parseInt(expected[x]));
        }
    }

    @Test
    void sixteenBitsKeepTheirUpperByte() throws Undecodable {
        byte[] lines = {0, 0x12, 0x34, 0x56, 0x78, (byte) 0x9a, (byte) 0xbc};

        assertThat(decode(PngBuilder.of(1, 1, 16, RGB, lines)).argb(0, 0)).isEqualTo(0xff12569a);
        assertThat(decode(PngBuilder.of(1, 1, 16, GRAY_ALPHA, lines)).argb(0, 0))
                .isEqualTo(0x56121212);
    }

    @Test
    void paletteColoursMayBeTransparent() throws Undecodable {
        byte[] png = new PngBuilder()
                .header(2, 1, 1, PALETTE)
                .chunk("PLTE", new byte[] {1, 2, 3, 4, 5, 6})
                .chunk("tRNS", new byte[] {7})
                .chunk("IDAT", PngBuilder.deflated(new byte[] {0, 0b01000000}))
                .end();

        assertThat(decode(png).argb(0, 0)).isEqualTo(0x07010203);
        assertThat(decode(png).argb(1, 0)).isEqualTo(0xff040506);
    }

    @Test
    void oneColourOfRgbAndGrayMayBeTransparent() throws Undecodable {
        byte[] rgb = new PngBuilder()
                .header(2, 1, 8, RGB)
                .chunk("tRNS", new byte[] {0, 1, 0, 2, 0, 3})
                .chunk("IDAT", PngBuilder.deflated(new byte[] {0, 1, 2, 3, 1, 2, 4}))
                .end();
        byte[] gray = new PngBuilder()
                .header(2, 1, 4, GRAY)
                .chunk("tRNS", new byte[] {0, 5})
                .chunk("IDAT", PngBuilder.deflated(new byte[] {0, 0x56}))
                .end();

        assertThat(decode(rgb).argb(0, 0)).isEqualTo(0x00010203);
        assertThat(decode(rgb).argb(1, 0)).isEqualTo(0xff010204);
        assertThat(decode(gray).argb(0, 0) >>> 24).isZero();
        assertThat(decode(gray).argb(1, 0) >>> 24).isEqualTo(255);
    }

    @Test
    void largePicturesKeepTheMiddleOfEveryStep() throws Undecodable {
        byte[] lines = new byte[3 * 4001];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i % 4001 == 0 ? 0 : (byte) (i % 4001 - 1);
        }

        Picture decoded = decode(PngBuilder.of(4000, 3, 8, GRAY, lines));

        assertThat(decoded.width).isEqualTo(1000);
        assertThat(decoded.height).isEqualTo(1);
        assertThat(decoded.argb(0, 0) & 0xff).isEqualTo(2);
        assertThat(decoded.argb(1, 0) & 0xff).isEqualTo(6);
    }

    @Test
    void aPictureThatEndsEarlyIsTruncatedWhereverItEnds() {
        for (int length = 9; length < PRODUCT.length - IEND_BYTES; length++) {
            Decoding.assertRefused(Arrays.copyOf(PRODUCT, length), RejectionReason.TRUNCATED, "expected");
        }
    }

    @Test
    void anIntactFileWhoseImageDataEndsEarlyIsTruncated() {
        byte[] threeOfFourLines = new byte[3 * 5];

        Decoding.assertRefused(
                PngBuilder.of(4, 4, 8, GRAY, threeOfFourLines), RejectionReason.TRUNCATED, "ends in line 3");
    }

    @Test
    void bytesAfterTheEndAndMorePixelsThanStatedAreIgnored() throws Undecodable {
        byte[] png = PngBuilder.of(1, 1, 8, GRAY, new byte[] {0, 77, 0, 78});

        assertThat(decode(Arrays.copyOf(png, png.length + 100)).argb(0, 0)).isEqualTo(0xff4d4d4d);
    }

    private static Picture decode(byte[] png) throws Undecodable {
        return PngFile.decode(png, DecodeLimits.DEFAULT);
    }

    private static void assertSamePixels(Picture actual, BufferedImage expected) {
        assertThat(actual.width).isEqualTo(expected.getWidth());
        assertThat(actual.height).isEqualTo(expected.getHeight());
        for (int y = 0; y < actual.height; y++) {
            for (int x = 0; x < actual.width; x++) {
                assertThat(actual.argb(x, y)).as("pixel %d, %d", x, y).isEqualTo(expected.getRGB(x, y));
            }
        }
    }
}
