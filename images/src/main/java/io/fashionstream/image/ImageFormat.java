package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fashionstream.event.RejectionReason;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The forms in which a picture may come.
 *
 * <p>Where the leading bytes name a format, they win over the declared content type: catalogues often declare
 * {@code image/jpeg} for whatever they have, the bytes alone decide what can be decoded, and refusing would lose a
 * label for nothing. Only raw pixels have no leading bytes of their own: they need their declaration, or no declaration
 * at all and exactly 784 bytes.
 */
enum ImageFormat {
    PNG("\u0089PNG\r\n\u001a\n", 0),
    JPEG("\u00ff\u00d8\u00ff", 0),
    WEBP("WEBP", 8),
    RAW("", 0);

    /** The data set's own form: 784 gray bytes, row-major. */
    static final String RAW_TYPE = "application/vnd.fashion-mnist";

    private static final Map<String, ImageFormat> DECLARED = Map.of(
            RAW_TYPE,
            RAW,
            "image/png",
            PNG,
            "image/jpeg",
            JPEG,
            "image/jpg",
            JPEG,
            "image/pjpeg",
            JPEG,
            "image/webp",
            WEBP);
    private static final List<String> SAYS_NOTHING = List.of("", "application/octet-stream", "binary/octet-stream");
    private static final int SHOWN_BYTES = 8;

    /** One character a byte. */
    private final String magic;

    private final int magicAt;

    ImageFormat(String magic, int magicAt) {
        this.magic = magic;
        this.magicAt = magicAt;
    }

    /**
     * Tells the format of {@code bytes}, which are not empty.
     *
     * @param contentType the declared media type, lower-case without parameters; empty if nothing was declared
     */
    static ImageFormat of(byte[] bytes, String contentType) throws Undecodable {
        ImageFormat declared = DECLARED.get(contentType);
        if (declared == RAW && bytes.length == ImageTensor.PIXELS) {
            return RAW;
        }
        for (ImageFormat format : List.of(PNG, JPEG, WEBP)) {
            if (format.matches(bytes)) {
                return format;
            }
        }
        if (declared == null) {
            return undeclared(bytes, contentType);
        }
        throw contradiction(bytes, contentType, declared);
    }

    private static ImageFormat undeclared(byte[] bytes, String contentType) throws Undecodable {
        if (SAYS_NOTHING.contains(contentType) && bytes.length == ImageTensor.PIXELS) {
            return RAW;
        }
        throw new Undecodable(
                RejectionReason.UNSUPPORTED_TYPE,
                "expected PNG, JPEG, WebP or %d raw pixels, got %,d bytes of content type \"%s\" that begin with %s",
                ImageTensor.PIXELS,
                bytes.length,
                contentType,
                beginning(bytes));
    }

    private static Undecodable contradiction(byte[] bytes, String contentType, ImageFormat declared) {
        if (declared == RAW && bytes.length > ImageTensor.PIXELS) {
            return Undecodable.corrupt("expected %d pixel bytes, got %,d", ImageTensor.PIXELS, bytes.length);
        }
        if (declared == RAW) {
            return Undecodable.truncated("expected %d pixel bytes, got %d", ImageTensor.PIXELS, bytes.length);
        }
        if (declared.beginsLike(bytes)) {
            return Undecodable.truncated("expected %s, got only its first %d bytes", contentType, bytes.length);
        }
        return Undecodable.corrupt(
                "expected %s as declared, got bytes that begin with %s", contentType, beginning(bytes));
    }

    private boolean matches(byte[] bytes) {
        return bytes.length >= magicAt + magic.length()
                && new String(bytes, magicAt, magic.length(), ISO_8859_1).equals(magic);
    }

    /** Whether {@code bytes} end before the magic number does, and agree with it so far. */
    private boolean beginsLike(byte[] bytes) {
        int seen = Math.max(0, bytes.length - magicAt);
        return seen < magic.length() && magic.startsWith(new String(bytes, bytes.length - seen, seen, ISO_8859_1));
    }

    private static String beginning(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length));
    }
}
