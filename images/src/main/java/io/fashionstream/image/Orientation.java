package io.fashionstream.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, by the EXIF tag of that name, and how to turn its picture upright. */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, false, true),
    TRANSPOSED(true, false, false),
    TURNED_LEFT(true, false, true),
    TRANSVERSED(true, true, true),
    TURNED_RIGHT(true, true, false);

    private static final int TAG = 0x0112;
    private static final int TYPE_SHORT = 3;
    private static final int ENTRY_BYTES = 12;

    private final boolean swapsAxes;
    private final boolean flipsX;
    private final boolean flipsY;

    /** The pixel at (x, y) of the upright picture is found in the stored one after these steps, in this order. */
    Orientation(boolean swapsAxes, boolean flipsX, boolean flipsY) {
        this.swapsAxes = swapsAxes;
        this.flipsX = flipsX;
        this.flipsY = flipsY;
    }

    /**
     * Reads the tag from a TIFF structure. Damaged metadata is no reason to lose a picture: it counts as upright.
     *
     * @param tiff from the byte order mark on
     */
    static Orientation fromExif(byte[] tiff) {
        ByteBuffer buffer = ByteBuffer.wrap(tiff);
        if (tiff.length < 14 || (tiff[0] != 'I' && tiff[0] != 'M')) {
            return UPRIGHT;
        }
        buffer.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = buffer.getInt(4);
        if (directory < 8 || directory > tiff.length - 2) {
            return UPRIGHT;
        }
        int entries = Short.toUnsignedInt(buffer.getShort(directory));
        for (int i = 0, at = directory + 2; i < entries && at <= tiff.length - ENTRY_BYTES; i++, at += ENTRY_BYTES) {
            if (buffer.getShort(at) == TAG && buffer.getShort(at + 2) == TYPE_SHORT) {
                return of(Short.toUnsignedInt(buffer.getShort(at + 8)));
            }
        }
        return UPRIGHT;
    }

    private static Orientation of(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /** The picture as it is meant to be looked at. */
    Picture upright(Picture stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        Picture upright =
                swapsAxes ? new Picture(stored.height, stored.width) : new Picture(stored.width, stored.height);
        for (int y = 0; y < upright.height; y++) {
            for (int x = 0; x < upright.width; x++) {
                upright.set(x, y, from(stored, swapsAxes ? y : x, swapsAxes ? x : y));
            }
        }
        return upright;
    }

    private int from(Picture stored, int x, int y) {
        return stored.argb(flipsX ? stored.width - 1 - x : x, flipsY ? stored.height - 1 - y : y);
    }
}
