package io.fashionstream.image;

import static io.fashionstream.event.RejectionReason.ANIMATED;
import static io.fashionstream.event.RejectionReason.CORRUPT;
import static io.fashionstream.event.RejectionReason.TOO_MANY_BYTES;
import static io.fashionstream.event.RejectionReason.TOO_MANY_PIXELS;
import static io.fashionstream.event.RejectionReason.TRUNCATED;
import static io.fashionstream.event.RejectionReason.UNSUPPORTED_TYPE;
import static io.fashionstream.image.Encoding.labelled;
import static io.fashionstream.image.Encoding.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of bytes that docs/inputs.md speaks of. Undeclared ones are declared as {@code image/jpeg}, as is usual. */
public final class Encodings {
    private static final String RAW = ImageFormat.RAW.mediaType();
    private static final byte[] PULLOVER = RealImages.pullover();
    private static final BufferedImage PHOTO = Photos.of(PULLOVER, 60, 80, 56);
    private static final byte[] JPEG = Encoded.jpeg(PHOTO);
    private static final byte[] PROGRESSIVE = Encoded.sample("progressive.jpg");
    private static final byte[] PNG = Encoded.sample("product.png");
    private static final byte[] WEBP = Encoded.sample("lossy.webp");

    private Encodings() {}

    /** More than fifty kinds. */
    public static List<Encoding> all() {
        return Stream.of(whole(), damagedButWhole(), broken(), tooLarge(), somethingElse())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Encoding> whole() {
        return List.of(
                labelled("baseline JPEG", JPEG),
                labelled("baseline JPEG as image/jpg", "image/jpg", JPEG),
                labelled("baseline JPEG as IMAGE/PJPEG; q=1", "IMAGE/PJPEG; q=1", JPEG),
                labelled("baseline JPEG as image/png", "image/png", JPEG),
                labelled("baseline JPEG as text/plain", "text/plain", JPEG),
                labelled("baseline JPEG as binary/octet-stream", "binary/octet-stream", JPEG),
                labelled("JPEG of three scans", Encoded.sample("three-scans.jpg")),
                labelled("JPEG with restarts", Encoded.sample("restarts.jpg")),
                labelled("progressive JPEG", PROGRESSIVE),
                labelled("gray JPEG", Encoded.jpeg(Encoded.gray(PULLOVER))),
                labelled("YCCK JPEG", Encoded.sample("ycck.jpg")),
                labelled("turned JPEG", JpegDecodingTest.withExif(JPEG, 6)),
                labelled("RGB PNG", PNG),
                labelled("gray PNG of 28 x 28", "image/png", Encoded.png(PULLOVER)),
                labelled("interlaced PNG", "", Encoded.interlacedPng(PHOTO)),
                labelled("PNG of one bit", PngBuilder.of(8, 2, 1, 0, new byte[] {0, 85, 0, 85})),
                labelled("PNG of 16 bits", PngBuilder.of(1, 1, 16, 2, new byte[7])),
                labelled("PNG that is animated in one frame", animatedPng(1)),
                labelled("lossy WebP", "image/webp", WEBP),
                labelled("lossy WebP with alpha", Encoded.sample("lossy-alpha.webp")),
                labelled("lossless WebP", Encoded.sample("lossless.webp")),
                labelled("lossless WebP with alpha", "", Encoded.sample("lossless-alpha.webp")),
                labelled("784 bytes that begin like a JPEG, declared raw", RAW, startingLikeJpeg()),
                labelled("784 bytes of no stated type", "application/octet-stream", PULLOVER));
    }

    private static List<Encoding> damagedButWhole() {
        return List.of(
                labelled("JPEG without end marker", without(JPEG, 2)),
                labelled("JPEG with half an end marker", without(JPEG, 1)),
                labelled("progressive JPEG without end marker", without(PROGRESSIVE, 2)),
                labelled("JPEG with a trailer as end", joined(without(JPEG, 2), text("\0\0\1\nSEFHe\0SEFT"))),
                labelled("JPEG with a trailer behind its end", joined(JPEG, text("SEFHe\0SEFT"))),
                labelled("JPEG with junk before a segment", inserted(JPEG, 20, 1, 2, 3)),
                labelled("JPEG with metadata of length 0", inserted(JPEG, 2, 0xff, 0xe5, 0, 0)),
                labelled("JPEG with metadata that say to be shorter", inserted(JPEG, 2, 0xff, 0xe1, 0, 4, 1, 2, 3, 4)),
                labelled("PNG without IEND", "image/png", without(PNG, 12)),
                labelled("PNG with half an IEND", "image/png", without(PNG, 6)),
                labelled("PNG with text behind its end", joined(PNG, text("trailer"))),
                labelled("WebP animation of one frame", animatedWebp(1)),
                labelled("WebP that lost its XMP data", without(webpWithMetadata("XMP ", 4), 9)));
    }

    private static List<Encoding> broken() {
        return List.of(
                refused("JPEG cut in its head", Arrays.copyOf(JPEG, 100), TRUNCATED, "more JPEG"),
                refused("JPEG cut in its data", without(JPEG, 300), TRUNCATED, "premature end"),
                refused("JPEG cut, with end marker", marked(without(JPEG, 300)), TRUNCATED, "premature end"),
                refused("JPEG filled up with zeros", zeroed(JPEG, 600), TRUNCATED, "zeros in its place"),
                refused("progressive JPEG cut in its data", without(PROGRESSIVE, 60), TRUNCATED, "JPEG"),
                refused("lossless JPEG", changedFrame(0xc3), UNSUPPORTED_TYPE, "baseline or progressive"),
                refused("arithmetic JPEG", changedFrame(0xc9), UNSUPPORTED_TYPE, "baseline or progressive"),
                refused("PNG cut in its data", without(PNG, 40), TRUNCATED, "PNG chunk IDAT"),
                refused("PNG with another byte", changed(PNG, 1000), CORRUPT, "checksum"),
                refused("PNG of two frames", animatedPng(2), ANIMATED, "animated PNG of 2"),
                refused("WebP cut in its data", without(WEBP, 40), TRUNCATED, "WebP chunk VP8"),
                refused("WebP animation of two frames", animatedWebp(2), ANIMATED, "several frames"),
                refused("WebP that lost its EXIF data", without(webpWithMetadata("EXIF", 8), 9), TRUNCATED, "WebP of"),
                refused("raw, one byte short", RAW, Arrays.copyOf(PULLOVER, 783), TRUNCATED, "got 783"),
                refused("the first bytes of a PNG", "image/png", Arrays.copyOf(PNG, 5), TRUNCATED, "first 5 bytes"),
                refused("bytes like nothing", new byte[] {7, 7, 7, 7}, CORRUPT, "as declared"),
                refused("bytes like nothing, undeclared", "", new byte[] {7, 7, 7, 7}, UNSUPPORTED_TYPE, "like none"));
    }

    private static List<Encoding> tooLarge() {
        byte[] lines = new byte[1];
        return List.of(
                refused(
                        "PNG of 50,000 x 50,000",
                        PngBuilder.of(50_000, 50_000, 8, 2, lines),
                        TOO_MANY_PIXELS,
                        "50,000"),
                refused("2 MiB", Arrays.copyOf(PNG, 2 << 20), TOO_MANY_BYTES, "2,097,152"));
    }

    private static List<Encoding> somethingElse() {
        String jpeg64 = Base64.getEncoder().encodeToString(JPEG);
        return List.of(
                refused("AVIF", text("\0\0\0 ftypavif\0\0\0\0avifmif1"), UNSUPPORTED_TYPE, "an AVIF: convert"),
                refused("HEIC", text("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"), UNSUPPORTED_TYPE, "a HEIC: convert"),
                refused("GIF", text("GIF87a\1\0\1\0"), UNSUPPORTED_TYPE, "a GIF: convert"),
                refused("BMP", text("BMF\0\0\0\0\0\0\0006\0\0\0"), UNSUPPORTED_TYPE, "a BMP: convert"),
                refused("TIFF", text("MM\0*\0\0\0\b"), UNSUPPORTED_TYPE, "a TIFF: convert"),
                refused("PDF", text("%PDF-1.4"), UNSUPPORTED_TYPE, "a PDF: send its picture"),
                refused("SVG", text("<svg width='1'/>"), UNSUPPORTED_TYPE, "an SVG: draw it"),
                refused("HTML", text("<!doctype html><h1>404</h1>"), UNSUPPORTED_TYPE, "a page of HTML"),
                refused("JSON", text("{\"url\": \"x\"}"), UNSUPPORTED_TYPE, "JSON"),
                refused("data: URL", text("data:image/jpeg;base64," + jpeg64), UNSUPPORTED_TYPE, "a data: URL"),
                refused("Base64 text", text(jpeg64), UNSUPPORTED_TYPE, "Base64 text of a JPEG: send the bytes"),
                refused("address", text("https://shop.example/a.jpg"), UNSUPPORTED_TYPE, "the address of a picture"),
                refused("JPEG through UTF-8", new String(JPEG, UTF_8).getBytes(UTF_8), CORRUPT, "forced through UTF-8"),
                refused("PNG through UTF-8", new String(PNG, UTF_8).getBytes(UTF_8), CORRUPT, "forced through UTF-8"),
                refused("WebP through UTF-8", new String(WEBP, UTF_8).getBytes(UTF_8), CORRUPT, "forced through UTF-8"),
                refused("JPEG as Latin-1", new String(JPEG, ISO_8859_1).getBytes(UTF_8), CORRUPT, "UTF-8 characters"));
    }

    private static byte[] text(String characters) {
        return characters.getBytes(ISO_8859_1);
    }

    private static byte[] without(byte[] file, int lastBytes) {
        return Arrays.copyOf(file, file.length - lastBytes);
    }

    private static byte[] zeroed(byte[] file, int lastBytes) {
        return Arrays.copyOf(without(file, lastBytes), 4 * file.length);
    }

    private static byte[] marked(byte[] jpeg) {
        return joined(jpeg, new byte[] {(byte) 0xff, (byte) 0xd9});
    }

    private static byte[] inserted(byte[] file, int at, int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return joined(joined(Arrays.copyOf(file, at), bytes), Arrays.copyOfRange(file, at, file.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] changed(byte[] file, int at) {
        byte[] copy = file.clone();
        copy[at] ^= 1;
        return copy;
    }

    private static byte[] changedFrame(int marker) {
        byte[] copy = JPEG.clone();
        for (int i = 2; i < copy.length - 1; i++) {
            if (copy[i] == (byte) 0xff && copy[i + 1] == (byte) 0xc0) {
                copy[i + 1] = (byte) marker;
            }
        }
        return copy;
    }

    private static byte[] startingLikeJpeg() {
        byte[] pixels = PULLOVER.clone();
        System.arraycopy(JPEG, 0, pixels, 0, 3);
        return pixels;
    }

    private static byte[] animatedPng(int frames) {
        return new PngBuilder()
                .header(2, 1, 8, 0)
                .chunk("acTL", ByteBuffer.allocate(8).putInt(frames).array())
                .chunk("IDAT", PngBuilder.deflated(new byte[] {0, 1, 2}))
                .end();
    }

    private static byte[] animatedWebp(int frames) {
        WebpBuilder animation = new WebpBuilder().animated(60, 80);
        for (int i = 0; i < frames; i++) {
            animation.frame(0, 0, 60, 80, WEBP);
        }
        return animation.end();
    }

    private static byte[] webpWithMetadata(String chunk, int flag) {
        return new WebpBuilder()
                .extended(flag, 60, 80)
                .picture(WEBP)
                .chunk(chunk, new byte[30])
                .end();
    }
}
