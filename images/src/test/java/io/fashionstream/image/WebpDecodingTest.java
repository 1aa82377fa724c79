package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebpDecodingTest {
    private static final int WIDTH = 60;
    private static final int PIXELS = 60 * 80;

    @Test
    void losslessPicturesKeepEveryPixel() throws Undecodable {
        Picture product = PngFile.decode(Encoded.sample("product.png"), DecodeLimits.DEFAULT);

        assertThat(meanDifference(decode("lossless.webp"), product)).isZero();
    }

    @Test
    void lossyPicturesStayClose() throws Undecodable {
        Picture product = PngFile.decode(Encoded.sample("product.png"), DecodeLimits.DEFAULT);

        assertThat(meanDifference(decode("lossy.webp"), product)).isLessThan(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossless-alpha.webp", "lossy-alpha.webp"})
    void transparencyIsKept(String name) throws Undecodable {
        Picture product = decode(name);

        assertThat(product.argb(0, 0) >>> 24).isZero();
        assertThat(product.argb(30, 40) >>> 24).isEqualTo(255);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3"})
    void plainTransparencyIsReadUnderEachFilter(int filter) throws Undecodable {
        byte[] alpha = new byte[1 + PIXELS];
        alpha[0] = (byte) (filter << 2);
        for (int i = 0; i < PIXELS; i++) {
            alpha[1 + i] = (byte) (expectedAlpha(i) - predictedAlpha(filter, i));
        }

        Picture decoded = WebpFile.decode(withAlpha(alpha), DecodeLimits.DEFAULT);

        for (int i = 0; i < PIXELS; i++) {
            assertThat(decoded.argb(i % WIDTH, i / WIDTH) >>> 24)
                    .as("pixel %d", i)
                    .isEqualTo(expectedAlpha(i));
        }
    }

    @Test
    void plainTransparencyThatEndsEarlyIsTruncated() {
        Decoding.assertRefused(withAlpha(new byte[PIXELS]), RejectionReason.TRUNCATED, "alpha bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gray28-lossless.webp", "gray28-lossy.webp"})
    void theDataSetsOwnFormGoesStraightIn(String name) {
        byte[] decoded = Decoding.gray(Encoded.sample(name));

        double toNearest = RealImages.all().stream()
                .mapToDouble(image -> Decoding.meanDifference(decoded, image))
                .min()
                .orElseThrow();
        assertThat(toNearest).isLessThan(2);
    }

    @Test
    void animationsAreRefused() {
        Decoding.assertRefused(Encoded.sample("animated.webp"), RejectionReason.ANIMATED, "animated WebP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossless.webp", "lossy.webp", "lossy-alpha.webp", "lossless-alpha.webp"})
    void aPictureThatEndsEarlyIsTruncatedWhereverItEnds(String name) {
        byte[] webp = Encoded.sample(name);

        for (int length = 16; length < webp.length - 1; length++) {
            Decoding.assertRefused(Arrays.copyOf(webp, length), RejectionReason.TRUNCATED, "expected");
        }
    }

    @Test
    void exifTurnsPicturesUpright() throws Undecodable {
        byte[] webp = Encoded.sample("lossless.webp");

        Picture upright = WebpFile.decode(with("EXIF", OrientationTest.tiff(6, true), webp), DecodeLimits.DEFAULT);

        assertThat(upright.width).isEqualTo(80);
    }

    private static int expectedAlpha(int pixel) {
        return (pixel * 7 + pixel / WIDTH * 31) & 0xff;
    }

    private static int predictedAlpha(int filter, int i) {
        int left = i % WIDTH == 0 ? 0 : expectedAlpha(i - 1);
        int above = i < WIDTH ? 0 : expectedAlpha(i - WIDTH);
        if (filter == 0 || i == 0) {
            return 0;
        }
        if (i < WIDTH) {
            return left;
        }
        if (i % WIDTH == 0 || filter == 2) {
            return above;
        }
        return filter == 1 ? left : Math.max(0, Math.min(255, left + above - expectedAlpha(i - WIDTH - 1)));
    }

    /** The lossy sample with this ALPH chunk before its picture. */
    private static byte[] withAlpha(byte[] alpha) {
        return with("ALPH", alpha, Encoded.sample("lossy.webp"));
    }

    private static byte[] with(String name, byte[] data, byte[] webp) {
        int padded = data.length + (data.length & 1);
        ByteBuffer file = ByteBuffer.allocate(webp.length + 8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        file.put(webp, 0, 12);
        file.put(name.getBytes(ISO_8859_1));
        file.putInt(data.length).put(data).position(12 + 8 + padded);
        file.put(webp, 12, webp.length - 12).putInt(4, file.capacity() - 8);
        return file.array();
    }

    private static Picture decode(String name) throws Undecodable {
        return WebpFile.decode(Encoded.sample(name), DecodeLimits.DEFAULT);
    }

    private static double meanDifference(Picture one, Picture other) {
        byte[] gray = PhotoToTensor.gray(one);
        return Decoding.meanDifference(gray, PhotoToTensor.gray(other));
    }
}
