package io.fashionstream.event.serde;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The media types of images, as publishers state them and as the leading bytes show them. */
public final class ImageFormat {
    public static final String PNG = "image/png";
    public static final String JPEG = "image/jpeg";
    public static final String WEBP = "image/webp";

    /** The data set's own form: 784 gray bytes, row-major, without any leading mark. */
    public static final String FASHION_MNIST = "application/vnd.fashion-mnist";

    private static final byte[] PNG_MARK = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG_MARK = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] RIFF_MARK = "RIFF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEBP_MARK = "WEBP".getBytes(StandardCharsets.US_ASCII);
    private static final int WEBP_MARK_OFFSET = 8;

    private ImageFormat() {}

    /** Lower-case, without parameters, {@code image/jpg} as {@code image/jpeg}; empty for blank text. */
    public static Optional<String> normalized(String mediaType) {
        int parameters = mediaType.indexOf(';');
        String type = (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.isEmpty() ? Optional.empty() : Optional.of(type.equals("image/jpg") ? JPEG : type);
    }

    /** The media type that the leading bytes show, if they are those of PNG, JPEG or WebP. */
    public static Optional<String> ofLeadingBytes(byte[] image) {
        if (hasAt(image, 0, PNG_MARK)) {
            return Optional.of(PNG);
        }
        if (hasAt(image, 0, JPEG_MARK)) {
            return Optional.of(JPEG);
        }
        boolean webp = hasAt(image, 0, RIFF_MARK) && hasAt(image, WEBP_MARK_OFFSET, WEBP_MARK);
        return webp ? Optional.of(WEBP) : Optional.empty();
    }

    private static boolean hasAt(byte[] image, int offset, byte[] mark) {
        if (image.length < offset + mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (image[offset + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
