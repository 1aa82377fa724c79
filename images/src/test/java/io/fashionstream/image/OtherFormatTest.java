package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.RejectionReason;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent in place of a picture is named, whatever was declared, and the publisher is told what to send. */
class OtherFormatTest {
    private static final byte[] JPEG = Encoded.jpeg(Photos.of(RealImages.pullover(), 60, 80, 56));
    private static final byte[] PNG = Encoded.sample("product.png");
    private static final byte[] WEBP = Encoded.sample("lossy.webp");

    static Stream<Arguments> otherForms() {
        String jpeg64 = Base64.getEncoder().encodeToString(JPEG);
        return Stream.of(
                Arguments.of("GIF89a\1\0\1\0", "a GIF: convert it to PNG, JPEG or WebP"),
                Arguments.of("BMF\0\0\0\0\0\0\0006\0\0\0", "a BMP: convert"),
                Arguments.of("II*\0\b\0\0\0", "a TIFF: convert"),
                Arguments.of("MM\0*\0\0\0\b", "a TIFF: convert"),
                Arguments.of("\0\0\0 ftypavif\0\0\0\0avifmif1miaf", "an AVIF: convert"),
                Arguments.of("\0\0\0\u001cftypmif1\0\0\0\0mif1avifmiaf", "an AVIF: convert"),
                Arguments.of("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "a HEIC: convert"),
                Arguments.of("\0\0\0\u0018ftypisom\0\0\0\0isommp41", "as MP4 is: convert"),
                Arguments.of("\0\0\0\u000cJXL \r\n\u0087\n", "a JPEG XL: convert"),
                Arguments.of("\u00ff\n\u00fa\u001f", "a JPEG XL: convert"),
                Arguments.of("\0\0\0\u000cjP  \r\n\u0087\n", "a JPEG 2000: convert"),
                Arguments.of("8BPS\0\1", "a Photoshop file: convert"),
                Arguments.of("%PDF-1.7\n", "a PDF: send its picture"),
                Arguments.of("%!PS-Adobe-3.0", "a PostScript file: convert"),
                Arguments.of("PK\3\4\u0014\0", "a ZIP archive: unpack it"),
                Arguments.of("\u001f\u008b\b\0\0\0", "compressed with gzip: send the picture as it is"),
                Arguments.of("\u00ac\u00ed\0\5ur\0\2[B", "a serialised Java object: send the bytes"),
                Arguments.of("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "an SVG: draw it"),
                Arguments.of("\u00ef\u00bb\u00bf<?xml version=\"1.0\"?>\n<svg/>", "an SVG: draw it"),
                Arguments.of("<?xml version=\"1.0\"?><Error>NoSuchKey</Error>", "XML: send"),
                Arguments.of("\n<!DOCTYPE html><title>404</title>", "a page of HTML: look at"),
                Arguments.of("<html><body>Not found</body></html>", "a page of HTML: look at"),
                Arguments.of("{ \"error\": \"not found\"}", "JSON: send the picture's bytes"),
                Arguments.of("[{\"a\":1}]", "JSON: send the picture's bytes"),
                Arguments.of("[255, 216, 255]", "a JSON array of numbers: send the bytes"),
                Arguments.of("data:image/jpeg;base64," + jpeg64, "a data: URL: send the bytes"),
                Arguments.of(jpeg64, "Base64 text of a JPEG: send the bytes, or a structured CloudEvent"),
                Arguments.of("\"" + jpeg64 + "\"", "Base64 text of a JPEG"),
                Arguments.of(Base64.getUrlEncoder().encodeToString(JPEG), "Base64 text of a JPEG"),
                Arguments.of(Base64.getEncoder().encodeToString(PNG), "Base64 text of a PNG"),
                Arguments.of(Base64.getMimeEncoder().encodeToString(WEBP), "Base64 text of a WebP"),
                Arguments.of("R0lGODlhAQABAAAAACw=", "Base64 text of a GIF: convert it"),
                Arguments.of(HexFormat.of().formatHex(JPEG), "hexadecimal text of a JPEG"),
                Arguments.of(HexFormat.of().withUpperCase().formatHex(PNG), "hexadecimal text of a PNG"),
                Arguments.of("b'\\xff\\xd8\\xff\\xe0'", "escaped text of a JPEG"),
                Arguments.of("https://shop.example/boot.jpg", "the address of a picture: fetch it"),
                Arguments.of("Content-Type: image/jpeg\r\n\r\n", "a multipart message: send the picture alone"),
                Arguments.of("Internal server error, try again", "got text: send the bytes of a picture"));
    }

    @ParameterizedTest
    @MethodSource("otherForms")
    void otherFormsAreNamedWhateverIsDeclared(String file, String detail) {
        byte[] bytes = file.getBytes(ISO_8859_1);

        for (String declared : new String[] {"image/jpeg", "image/png", "", ImageFormat.RAW.mediaType(), "image/gif"}) {
            Decoding.assertRefused(Decoding.DECODER, bytes, declared, RejectionReason.UNSUPPORTED_TYPE, detail);
        }
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of(through(JPEG, UTF_8), "a JPEG that was forced through UTF-8"),
                Arguments.of(through(PNG, UTF_8), "a PNG that was forced through UTF-8"),
                Arguments.of(through(WEBP, UTF_8), "a WebP that was forced through UTF-8"),
                Arguments.of(latin1AsUtf8(JPEG), "a JPEG whose bytes were written as UTF-8 characters"),
                Arguments.of(latin1AsUtf8(PNG), "a PNG whose bytes were written as UTF-8 characters"),
                Arguments.of(latin1AsUtf8(WEBP), "a WebP whose bytes were written as UTF-8 characters"),
                Arguments.of(asciiWithQuestionMarks(JPEG), "a JPEG whose bytes became question marks"),
                Arguments.of(
                        new String(PNG, ISO_8859_1).replace("\r\n", "\n").getBytes(ISO_8859_1), "as when line ends"),
                Arguments.of(withoutUpperBits(PNG), "or the upper bit are"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void picturesThatOnceWentThroughTextAreToldSo(byte[] bytes, String detail) {
        for (String declared : new String[] {"image/jpeg", "image/webp", ""}) {
            Decoding.assertRefused(Decoding.DECODER, bytes, declared, RejectionReason.CORRUPT, detail);
        }
    }

    /** The first pixels of the data set's own form may look like anything. */
    @Test
    void randomRawPixelsWithoutATypeAreAlmostNeverTakenForSomethingElse() {
        Random random = new Random(20261127);
        for (int i = 0; i < 2_000; i++) {
            byte[] pixels = new byte[ImageTensor.PIXELS];
            random.nextBytes(pixels);

            assertThat(Decoding.DECODER.decode(Decoding.event(pixels, ""))).isInstanceOf(Decoded.Image.class);
        }
    }

    private static byte[] through(byte[] picture, Charset charset) {
        return new String(picture, charset).getBytes(charset);
    }

    private static byte[] latin1AsUtf8(byte[] picture) {
        return new String(picture, ISO_8859_1).getBytes(UTF_8);
    }

    private static byte[] asciiWithQuestionMarks(byte[] picture) {
        return new String(picture, ISO_8859_1).getBytes(US_ASCII);
    }

    private static byte[] withoutUpperBits(byte[] picture) {
        byte[] stripped = picture.clone();
        for (int i = 0; i < stripped.length; i++) {
            stripped[i] &= 0x7f;
        }
        return stripped;
    }
}
