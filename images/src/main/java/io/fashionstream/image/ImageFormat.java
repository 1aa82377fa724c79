package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.MediaType;
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
public enum ImageFormat {
    PNG("image/png", "\u0089PNG\r\n\u001a\n", 0),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff", 0),
    WEBP("image/webp", "WEBP", 8),
    /** The data set's own form: 784 gray bytes, row-major. */
    RAW("application/vnd.fashion-mnist", "", 0);

    private static final String RIFF = "RIFF";
    private static final Map<String, ImageFormat> DECLARED = Map.of(
            RAW.mediaType,
            RAW,
            PNG.mediaType,
            PNG,
            JPEG.mediaType,
            JPEG,
            "image/jpg",
            JPEG,
            "image/pjpeg",
            JPEG,
            WEBP.mediaType,
            WEBP);
    private static final List<String> SAYS_NOTHING = List.of("", "application/octet-stream", "binary/octet-stream");
    private static final int SHOWN_BYTES = 8;

    private final String mediaType;

    /** One character a byte. */
    private final String magic;

    private final int magicAt;

    ImageFormat(String mediaType, String magic, int magicAt) {
        this.mediaType = mediaType;
        this.magic = magic;
        this.magicAt = magicAt;
    }

    /** What to declare for pictures of this form, such as {@code image/png}. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * Tells the format of {@code bytes}, which are not empty.
     *
     * @param declaredType the media type as it was declared; empty if nothing was declared
     */
    static ImageFormat of(byte[] bytes, String declaredType) throws Undecodable {
        String contentType = MediaType.essence(declaredType);
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
        return hasAt(bytes, magicAt, magic) && (this != WEBP || hasAt(bytes, 0, RIFF));
    }

    private static boolean hasAt(byte[] bytes, int offset, String text) {
        if (bytes.length < offset + text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Byte.toUnsignedInt(bytes[offset + i]) != text.charAt(i)) {
                return false;
            }
        }
        return true;
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
