package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.RejectionReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatTest {
    private static final byte[] PULLOVER = RealImages.pullover();

    @ParameterizedTest
    @ValueSource(strings = {"", "application/octet-stream", "application/vnd.fashion-mnist"})
    void rawPixelsNeedTheirTypeOrNone(String contentType) {
        Decoded decoded = Decoding.DECODER.decode(Decoding.event(PULLOVER, contentType));

        assertThat(((Decoded.Image) decoded).tensor().toBytes()).isEqualTo(PULLOVER);
    }

    @Test
    void rawPixelsThatLookLikeAPictureStayRawWhenDeclared() {
        byte[] pixels = PULLOVER.clone();
        pixels[0] = (byte) 0xff;
        pixels[1] = (byte) 0xd8;
        pixels[2] = (byte) 0xff;

        Decoded decoded = Decoding.DECODER.decode(Decoding.event(pixels, ImageFormat.RAW.mediaType()));

        assertThat(((Decoded.Image) decoded).tensor().toBytes()).isEqualTo(pixels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/jpeg", "image/webp", "text/html", "application/vnd.fashion-mnist"})
    void leadingBytesWinOverTheDeclaredType(String contentType) {
        Decoded decoded = Decoding.DECODER.decode(Decoding.event(Encoded.png(PULLOVER), contentType));

        assertThat(((Decoded.Image) decoded).tensor().toBytes()).isEqualTo(PULLOVER);
    }

    @ParameterizedTest
    @CsvSource({"783, TRUNCATED, got 783", "785, CORRUPT, got 785", "1, TRUNCATED, got 1"})
    void declaredRawPixelsAreExactly784(int length, RejectionReason reason, String detail) {
        byte[] pixels = Arrays.copyOf(PULLOVER, length);

        Decoding.assertRefused(Decoding.DECODER, pixels, ImageFormat.RAW.mediaType(), reason, detail);
    }

    @ParameterizedTest
    @CsvSource({
        "'', UNSUPPORTED_TYPE, begin like none of them",
        "application/octet-stream, UNSUPPORTED_TYPE, without a content type",
        "image/fancy, UNSUPPORTED_TYPE, as content type image/fancy",
        "image/png, CORRUPT, as declared",
        "image/webp, CORRUPT, as declared",
    })
    void bytesThatBeginLikeNothingKnownAreRefusedByTheirDeclaredType(
            String contentType, RejectionReason reason, String detail) {
        byte[] unknown = {9, 9, 9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9};

        Decoding.assertRefused(Decoding.DECODER, unknown, contentType, reason, detail);
    }

    @Test
    void aFileThatEndsWithinItsMagicNumberIsTruncated() {
        byte[] start = Arrays.copyOf(Encoded.png(PULLOVER), 5);

        Decoding.assertRefused(
                Decoding.DECODER, start, "image/png", RejectionReason.TRUNCATED, "only its first 5 bytes");
    }

    @Test
    void nothingAtAllIsEmpty() {
        Decoding.assertRefused(new byte[0], RejectionReason.EMPTY, "0 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMAGE/JPEG; q=1", "image/jpg", "image/pjpeg"})
    void aDeclaredTypeIsReadWhateverItsSpelling(String contentType) {
        byte[] start = {(byte) 0xff, (byte) 0xd8};

        Decoding.assertRefused(Decoding.DECODER, start, contentType, RejectionReason.TRUNCATED, "first 2 bytes");
    }

    @Test
    void aWebpBeginsWithRiff() {
        byte[] bytes = "RIFXabcdWEBPVP8 ".getBytes(US_ASCII);

        Decoding.assertRefused(bytes, RejectionReason.UNSUPPORTED_TYPE, "got text");
    }

    @Test
    void the784BytesOfSomeOtherTypeAreNotTakenForPixels() {
        Decoding.assertRefused(
                Decoding.DECODER, PULLOVER, "text/plain", RejectionReason.UNSUPPORTED_TYPE, "text/plain");
    }
}
