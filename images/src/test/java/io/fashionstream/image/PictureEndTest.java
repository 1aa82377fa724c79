package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.RejectionReason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PNG and WebP under the same rule as JPEG: a picture is whole when its pixels are, whatever follows them. */
class PictureEndTest {
    private static final byte[] PRODUCT = Encoded.sample("product.png");
    private static final int IEND_BYTES = 12;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 11, IEND_BYTES})
    void aPngMayLackItsEnd(int missing) {
        byte[] png = Arrays.copyOf(PRODUCT, PRODUCT.length - missing);

        assertThat(Decoding.gray(png)).isEqualTo(Decoding.gray(PRODUCT));
    }

    @Test
    void aPngMayEndInSomethingElse() {
        byte[] png = PRODUCT.clone();
        new java.util.Random(3).nextBytes(png);
        System.arraycopy(PRODUCT, 0, png, 0, PRODUCT.length - IEND_BYTES);

        assertThat(Decoding.gray(png)).isEqualTo(Decoding.gray(PRODUCT));
    }

    @Test
    void aPngWithOneFrameMayLackItsEnd() {
        byte[] line = PngBuilder.deflated(new byte[] {0, 1, 2});
        byte[] frames = ByteBuffer.allocate(8).putInt(1).array();
        PngBuilder png =
                new PngBuilder().header(2, 1, 8, 0).chunk("acTL", frames).chunk("IDAT", line);

        assertThat(Decoding.image(png.bytes())).isNotNull();
        assertThat(Decoding.image(png.chunk("fdAT", new byte[9]).bytes())).isNotNull();
    }

    @Test
    void damagedExifOfAPngCountsAsUpright() {
        byte[] line = PngBuilder.deflated(new byte[] {0, 1, 2});
        byte[] png = new PngBuilder()
                .header(2, 1, 8, 0)
                .chunkWithWrongChecksum("eXIf", OrientationTest.tiff(6, true))
                .chunk("IDAT", line)
                .end();

        assertThat(Decoding.image(png)).isNotNull();
    }

    @Test
    void aPngWhoseSecondPartIsDamagedStaysCorrupt() {
        byte[] data = PngBuilder.deflated(new byte[] {0, 1, 2});
        byte[] png = new PngBuilder()
                .header(2, 1, 8, 0)
                .chunk("IDAT", Arrays.copyOf(data, 3))
                .chunkWithWrongChecksum("IDAT", Arrays.copyOfRange(data, 3, data.length))
                .end();

        Decoding.assertRefused(png, RejectionReason.CORRUPT, "checksum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp", "lossy-alpha.webp"})
    void anAnimationOfOneFrameIsThatFrame(String name) {
        byte[] still = Encoded.sample(name);

        byte[] animated =
                new WebpBuilder().animated(60, 80).frame(0, 0, 60, 80, still).end();

        assertThat(Decoding.gray(animated)).isEqualTo(Decoding.gray(still));
    }

    @Test
    void aFrameStandsWhereItIsPutOnTheCanvas() throws Undecodable {
        byte[] still = Encoded.sample("lossless.webp");
        Picture frame = WebpFile.decode(still, DecodeLimits.DEFAULT);

        Picture canvas = WebpFile.decode(
                new WebpBuilder()
                        .animated(100, 120)
                        .frame(10, 20, 60, 80, still)
                        .end(),
                DecodeLimits.DEFAULT);

        assertThat(canvas.width).isEqualTo(100);
        assertThat(canvas.height).isEqualTo(120);
        assertThat(canvas.argb(10, 20)).isEqualTo(frame.argb(0, 0));
        assertThat(canvas.argb(69, 99)).isEqualTo(frame.argb(59, 79));
        assertThat(canvas.argb(9, 20)).isZero();
        assertThat(canvas.argb(70, 20)).isZero();
    }

    @Test
    void aStillThatSaysItIsAnimatedIsRead() {
        byte[] still = Encoded.sample("lossy.webp");

        byte[] flagged = new WebpBuilder().animated(60, 80).picture(still).end();

        assertThat(Decoding.gray(flagged)).isEqualTo(Decoding.gray(still));
    }

    @Test
    void twoFramesAreAnimated() {
        byte[] still = Encoded.sample("lossy.webp");
        WebpBuilder two =
                new WebpBuilder().animated(60, 80).frame(0, 0, 60, 80, still).frame(0, 0, 60, 80, still);

        Decoding.assertRefused(two.end(), RejectionReason.ANIMATED, "several frames");
    }

    @Test
    void framesThatFitNoCanvasAreCorrupt() {
        byte[] still = Encoded.sample("lossy.webp");

        byte[] outside =
                new WebpBuilder().animated(60, 80).frame(2, 0, 60, 80, still).end();
        byte[] otherSize =
                new WebpBuilder().animated(60, 80).frame(0, 0, 58, 80, still).end();

        Decoding.assertRefused(outside, RejectionReason.CORRUPT, "within its canvas");
        Decoding.assertRefused(otherSize, RejectionReason.CORRUPT, "as large as");
    }

    @Test
    void anAnimationThatEndsEarlyIsTruncatedAsItMayHaveHadMoreFrames() {
        byte[] still = Encoded.sample("lossy.webp");
        byte[] animated = new WebpBuilder()
                .animated(60, 80)
                .frame(0, 0, 60, 80, still)
                .chunk("XMP ", new byte[20])
                .end();

        Decoding.assertRefused(
                Arrays.copyOf(animated, animated.length - 4), RejectionReason.TRUNCATED, "expected a WebP of");
    }

    @Test
    void aWebpMayLackMetadataButNotAnOrientationThatItAnnounces() {
        byte[] still = Encoded.sample("lossy.webp");
        byte[] text = new WebpBuilder()
                .extended(4, 60, 80)
                .picture(still)
                .chunk("XMP ", new byte[40])
                .end();
        byte[] turned = new WebpBuilder()
                .extended(8, 60, 80)
                .picture(still)
                .chunk("EXIF", OrientationTest.tiff(6, true))
                .end();

        assertThat(Decoding.gray(Arrays.copyOf(text, text.length - 30))).isEqualTo(Decoding.gray(still));
        assertThat(Decoding.gray(Arrays.copyOf(text, text.length - 48))).isEqualTo(Decoding.gray(still));
        Decoding.assertRefused(
                Arrays.copyOf(turned, turned.length - 3), RejectionReason.TRUNCATED, "expected a WebP of");
    }
}
