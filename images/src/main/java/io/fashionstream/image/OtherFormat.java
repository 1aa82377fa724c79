package io.fashionstream.image;

import io.fashionstream.event.RejectionReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Well-known formats that are not read here, such as GIF. They are recognised by their first bytes, whatever type was
 * declared, and rejected by name, so that the publisher learns what was sent and what to send instead.
 */
final class OtherFormat {
    private static final String CONVERT = "convert it to PNG, JPEG or WebP";
    private static final String UNPACK = "unpack it, and send each picture in a record of its own";

    private static final List<Mark> MARKS = List.of(
            new Mark("GIF8", 0, "a GIF", CONVERT),
            new Mark("II*\0", 0, "a TIFF", CONVERT),
            new Mark("MM\0*", 0, "a TIFF", CONVERT),
            new Mark("II+\0", 0, "a TIFF", CONVERT),
            new Mark("MM\0+", 0, "a TIFF", CONVERT),
            new Mark("8BPS", 0, "a Photoshop file", CONVERT),
            new Mark("\0\0\0\u000cJXL ", 0, "a JPEG XL", CONVERT),
            new Mark("\0\0\0\u000cjP  ", 0, "a JPEG 2000", CONVERT),
            new Mark("\u00ffO\u00ffQ", 0, "a JPEG 2000", CONVERT),
            new Mark("%PDF-", 0, "a PDF", "send its picture as PNG, JPEG or WebP"),
            new Mark("%!PS", 0, "a PostScript file", CONVERT),
            new Mark("PK\3\4", 0, "a ZIP archive", UNPACK),
            new Mark("\u001f\u008b\b", 0, "bytes compressed with gzip", "send the picture as it is"),
            new Mark("\u00ac\u00ed\0\5", 0, "a serialised Java object", "send the bytes of the picture alone"));

    /** So short that the two first of 784 pixels may be it. */
    private static final String BARE_JPEG_XL = "\u00ff\n";

    private static final int BRANDS_AT = 8;
    private static final int LOOKED_AT_BRANDS_BYTES = 64;
    private static final List<String> AVIF_BRANDS = List.of("avif", "avis");
    private static final List<String> HEIC_BRANDS =
            List.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "heif");

    private OtherFormat() {}

    /** The bytes {@code text}, at this offset, are those of {@code name}. */
    private record Mark(String text, int offset, String name, String advice) {}

    /** Refuses {@code bytes} if they begin like such a form. */
    static void refuse(byte[] bytes) throws Undecodable {
        for (Mark mark : MARKS) {
            if (Beginning.hasAt(bytes, mark.offset, mark.text)) {
                throw named(mark.name, mark.advice);
            }
        }
        if (isBitmap(bytes)) {
            throw named("a BMP", CONVERT);
        }
        if (bytes.length != ImageTensor.PIXELS && Beginning.hasAt(bytes, 0, BARE_JPEG_XL)) {
            throw named("a JPEG XL", CONVERT);
        }
        String media = Beginning.hasAt(bytes, 4, "ftyp") ? isoMedia(bytes) : null;
        if (media != null) {
            throw named(media, CONVERT);
        }
        TextForm.refuse(bytes);
    }

    static Undecodable named(String name, String advice) {
        return new Undecodable(
                RejectionReason.UNSUPPORTED_TYPE,
                "expected PNG, JPEG, WebP or %d gray bytes, got %s: %s",
                ImageTensor.PIXELS,
                name,
                advice);
    }

    /** Two letters alone would be too little: the file says its own length, and reserves four bytes. */
    private static boolean isBitmap(byte[] bytes) {
        return Beginning.hasAt(bytes, 0, "BM") && Beginning.hasAt(bytes, 6, "\0\0\0\0");
    }

    /** AVIF and HEIC are boxes that begin with a list of the brands that they conform to. */
    private static @Nullable String isoMedia(byte[] bytes) {
        boolean heic = false;
        int end = Math.min(Byte.toUnsignedInt(bytes[3]), Math.min(LOOKED_AT_BRANDS_BYTES, bytes.length));
        for (int at = BRANDS_AT; at + 4 <= end; at += 4) {
            if (isOneOf(AVIF_BRANDS, bytes, at)) {
                return "an AVIF";
            }
            heic |= isOneOf(HEIC_BRANDS, bytes, at);
        }
        return heic ? "a HEIC" : "a video or another file of boxes, as MP4 is";
    }

    private static boolean isOneOf(List<String> brands, byte[] bytes, int at) {
        for (String brand : brands) {
            if (Beginning.hasAt(bytes, at, brand)) {
                return true;
            }
        }
        return false;
    }
}
