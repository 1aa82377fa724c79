package io.fashionstream.testkit.catalogue;

import io.fashionstream.event.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** The ways in which catalogues really break an image; each must be rejected, for the stated reason. */
enum BrokenImage {
    /** An upload that ended early. */
    CUT_OFF(RejectionReason.TRUNCATED, EncodedImages.PNG),
    /** An upload that never began. */
    NO_BYTES(RejectionReason.EMPTY, EncodedImages.PNG),
    /** A document where a picture should be. */
    NOT_AN_IMAGE(RejectionReason.UNSUPPORTED_TYPE, "application/pdf"),
    /** Bits that fell over in the pixel data. */
    BITS_FLIPPED(RejectionReason.CORRUPT, EncodedImages.PNG),
    /** A header that claims 60,000 x 60,000 pixels. */
    CLAIMS_TO_BE_HUGE(RejectionReason.TOO_MANY_PIXELS, EncodedImages.PNG);

    private static final List<BrokenImage> ALL = List.of(values());
    private static final int WIDTH_OFFSET = 16;
    private static final int HUGE = 60_000;

    private final RejectionReason reason;
    private final String contentType;

    BrokenImage(RejectionReason reason, String contentType) {
        this.reason = reason;
        this.contentType = contentType;
    }

    /** One of them; consecutive {@code i} give all kinds in turn. */
    public static BrokenImage ofNumber(int i) {
        return ALL.get(Math.floorMod(i, ALL.size()));
    }

    public RejectionReason reason() {
        return reason;
    }

    /** {@code png} broken in this way, as an image that says nothing of its category. */
    public CatalogueImage of(String productId, String imageId, byte[] png) {
        return new CatalogueImage(productId, imageId, contentType, damaged(png.clone()), null, reason);
    }

    private byte[] damaged(byte[] png) {
        return switch (this) {
            case CUT_OFF -> Arrays.copyOf(png, png.length / 2);
            case NO_BYTES -> new byte[0];
            case NOT_AN_IMAGE -> "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
            case BITS_FLIPPED -> flipPixelBits(png);
            case CLAIMS_TO_BE_HUGE -> claimHugeSize(png);
        };
    }

    private static byte[] flipPixelBits(byte[] png) {
        int middle = png.length / 2;
        for (int i = middle; i < middle + 8; i++) {
            png[i] ^= 0x5a;
        }
        return png;
    }

    /** Also fits the header's checksum, so that nothing but the size is wrong. */
    private static byte[] claimHugeSize(byte[] png) {
        ByteBuffer bytes = ByteBuffer.wrap(png);
        bytes.putInt(WIDTH_OFFSET, HUGE).putInt(WIDTH_OFFSET + 4, HUGE);
        CRC32 checksum = new CRC32();
        checksum.update(png, WIDTH_OFFSET - 4, 17);
        bytes.putInt(WIDTH_OFFSET + 13, (int) checksum.getValue());
        return png;
    }
}
