package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.Excerpt;
import io.fashionstream.event.serde.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which a picture may come.
 *
 * <p>The first bytes tell the format, and win over the declared content type: catalogues often declare {@code image/jpeg}
 * whatever they send. Raw pixels have no first bytes of their own; they are known by their declared type, or by having no
 * type and being exactly 784 bytes. A picture in a well-known format that is not read here, such as GIF, is rejected with
 * the name of that format.
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
        boolean rawSize = bytes.length == ImageTensor.PIXELS;
        if (declared == RAW && rawSize) {
            return RAW;
        }
        if (PNG.matches(bytes)) {
            return PNG;
        }
        if (JPEG.matches(bytes)) {
            return JPEG;
        }
        TextDamage.refuse(bytes);
        if (WEBP.matches(bytes)) {
            return WEBP;
        }
        OtherFormat.refuse(bytes);
        if (SAYS_NOTHING.contains(contentType) && rawSize) {
            return RAW;
        }
        throw unknown(bytes, contentType, declared);
    }

    /** The format that the first bytes tell; empty for raw pixels, which have no first bytes of their own, and all else. */
    public static Optional<ImageFormat> ofMagic(byte[] bytes) {
        return Stream.of(PNG, JPEG, WEBP)
                .filter(format -> format.matches(bytes))
                .findFirst();
    }

    private static Undecodable unknown(byte[] bytes, String contentType, @Nullable ImageFormat declared) {
        if (declared != null) {
            return contradiction(bytes, contentType, declared);
        }
        String type = SAYS_NOTHING.contains(contentType)
                ? "without a content type"
                : "as content type " + Excerpt.of(contentType);
        return new Undecodable(
                RejectionReason.UNSUPPORTED_TYPE,
                "expected PNG, JPEG, WebP or %d gray bytes, got %,d bytes that begin like none of them, %s",
                ImageTensor.PIXELS,
                bytes.length,
                type);
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
                "expected %s as declared, got %,d bytes that begin like no picture", contentType, bytes.length);
    }

    private boolean matches(byte[] bytes) {
        return Beginning.hasAt(bytes, magicAt, magic) && (this != WEBP || Beginning.hasAt(bytes, 0, RIFF));
    }

    /** Whether {@code bytes} end before the magic number does, and agree with it so far. */
    private boolean beginsLike(byte[] bytes) {
        int seen = Math.max(0, bytes.length - magicAt);
        return seen < magic.length() && magic.startsWith(new String(bytes, bytes.length - seen, seen, ISO_8859_1));
    }
}
