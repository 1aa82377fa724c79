package io.fashionstream.image;

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

        Decoded decoded = Decoding.DECODER.decode(Decoding.event(pixels, ImageFormat.RAW_TYPE));

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

        Decoding.assertRefused(Decoding.DECODER, pixels, ImageFormat.RAW_TYPE, reason, detail);
    }

    @ParameterizedTest
    @CsvSource({
        "'', UNSUPPORTED_TYPE, begin with 47 49 46",
        "image/gif, UNSUPPORTED_TYPE, image/gif",
        "image/png, CORRUPT, as declared",
        "image/webp, CORRUPT, as declared",
    })
    void otherFormatsAreNamedByTheirLeadingBytes(String contentType, RejectionReason reason, String detail) {
        byte[] gif = {'G', 'I', 'F', '8', '9', 'a', 0, 0, 0, 0, 0, 0, 0};

        Decoding.assertRefused(Decoding.DECODER, gif, contentType, reason, detail);
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

    @Test
    void the784BytesOfSomeOtherTypeAreNotTakenForPixels() {
        Decoding.assertRefused(
                Decoding.DECODER, PULLOVER, "text/plain", RejectionReason.UNSUPPORTED_TYPE, "text/plain");
    }
}
