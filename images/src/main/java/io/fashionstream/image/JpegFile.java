package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a JPEG that make its pixels, checked from the start until the picture is whole.
 *
 * <p>Of the metadata only EXIF's orientation and Adobe's colour marker are read; profiles, previews and comments are
 * skipped, so that no time or memory goes into them. Nothing after the last scan that the picture needs is read: further
 * pictures of a multi-picture file, a vendor's trailer in place of the end-of-image marker, or nothing at all. Bytes
 * between segments that belong to none, which a metadata segment with a wrong length leaves behind, are skipped, as libjpeg
 * does.
 */
final class JpegFile {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;
    private static final int DHT = 0xC4;
    private static final int TEM = 0x01;
    private static final int FIRST_SEGMENT = 0xC0;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COM = 0xFE;
    private static final byte[] EXIF = "Exif\0\0".getBytes(ISO_8859_1);
    private static final byte[] ADOBE = "Adobe".getBytes(ISO_8859_1);
    private static final byte[] JFIF = "JFIF".getBytes(ISO_8859_1);
    private static final int ADOBE_TRANSFORM_AT = 11;

    private final byte[] bytes;
    private final DecodeLimits limits;
    private final JpegTables tables = new JpegTables();
    private int position = 2;
    private @Nullable JpegImage image;
    private boolean jfif;
    private int adobeTransform = JpegColours.NO_ADOBE;
    private @Nullable Orientation orientation;

    private JpegFile(byte[] bytes, DecodeLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    /** Decodes {@code bytes}, which begin with a JPEG's start-of-image marker. */
    static Picture decode(byte[] bytes, DecodeLimits limits) throws Undecodable {
        JpegFile file = new JpegFile(bytes, limits);
        Picture stored = file.readImage().toPicture(file.jfif, file.adobeTransform);
        return file.orientation == null ? stored : file.orientation.upright(stored);
    }

    private JpegImage readImage() throws Undecodable {
        int marker = nextMarker();
        while (marker != EOI) {
            if ((marker < FIRST_SEGMENT && marker != TEM) || marker == SOI) {
                throw Undecodable.corrupt("expected a JPEG segment before byte %,d, got none", position);
            }
            if (marker >= FIRST_SEGMENT && !isRestart(marker)) {
                readSegment(marker);
            }
            marker = image != null && image.isComplete() ? EOI : nextMarker();
        }
        if (image == null) {
            throw Undecodable.corrupt("expected a JPEG with a frame and a scan, got 0 scans");
        }
        image.requireWhole(position < bytes.length);
        return image;
    }

    private static boolean isRestart(int marker) {
        return marker >= RST0 && marker <= RST7;
    }

    /** The code of the next marker; fill bytes and junk before it are stepped over. */
    private int nextMarker() throws Undecodable {
        int code = 0;
        while (code == 0) {
            while (position < bytes.length && bytes[position] != (byte) 0xff) {
                position++;
            }
            while (position < bytes.length && bytes[position] == (byte) 0xff) {
                position++;
            }
            requireMore();
            code = Byte.toUnsignedInt(bytes[position++]);
        }
        return code;
    }

    private void readSegment(int marker) throws Undecodable {
        require(2);
        int length = Byte.toUnsignedInt(bytes[position]) << 8 | Byte.toUnsignedInt(bytes[position + 1]);
        if (length < 2 && isMetadata(marker)) {
            length = 2;
        }
        if (length < 2) {
            throw Undecodable.corrupt("expected a JPEG segment of 2 bytes or more, got %d", length);
        }
        require(length);
        ByteBuffer data = ByteBuffer.wrap(bytes, position + 2, length - 2).slice();
        switch (marker) {
            case SOS -> readScan(data, length);
            case DQT -> tables.readQuantisation(data);
            case DHT -> tables.readHuffman(data);
            case DRI -> tables.readRestartInterval(data);
            case APP0 -> jfif |= begins(data, JFIF);
            case APP1 -> readExif(data);
            case APP14 -> readAdobe(data);
            default -> {
                if (isFrame(marker)) {
                    readFrame(marker, data);
                }
            }
        }
        position += marker == SOS ? 0 : length;
    }

    private static boolean isMetadata(int marker) {
        return (marker >= APP0 && marker <= APP15) || marker == COM;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC8;
    }

    private void readFrame(int marker, ByteBuffer data) throws Undecodable {
        if (image != null) {
            throw Undecodable.corrupt("expected one JPEG frame, got a second one before byte %,d", position);
        }
        image = new JpegImage(JpegFrame.read(marker, data, limits), limits);
    }

    private void readExif(ByteBuffer data) {
        if (orientation == null && begins(data, EXIF)) {
            byte[] tiff = new byte[data.remaining() - EXIF.length];
            data.get(EXIF.length, tiff);
            orientation = Orientation.fromExif(tiff);
        }
    }

    private void readAdobe(ByteBuffer data) {
        if (begins(data, ADOBE) && data.remaining() > ADOBE_TRANSFORM_AT) {
            adobeTransform = Byte.toUnsignedInt(data.get(ADOBE_TRANSFORM_AT));
        }
    }

    private static boolean begins(ByteBuffer data, byte[] name) {
        return data.remaining() >= name.length && data.slice(0, name.length).equals(ByteBuffer.wrap(name));
    }

    /** Reads a scan, whose entropy-coded data go up to the marker that ends it, or else to the last byte. */
    private void readScan(ByteBuffer header, int headerLength) throws Undecodable {
        if (image == null) {
            throw Undecodable.corrupt("expected a JPEG frame before the first scan");
        }
        image.countScan();
        int start = position + headerLength;
        position = start;
        while (position < bytes.length && !(bytes[position] == (byte) 0xff && endsScan(position + 1))) {
            position++;
        }
        image.readScan(header, tables, new JpegBits(bytes, start, position));
    }

    /** Whether the code at {@code at} ends a scan: stuffed zeros and restart markers belong to it. */
    private boolean endsScan(int at) {
        int marker = at < bytes.length ? Byte.toUnsignedInt(bytes[at]) : EOI;
        return marker != 0 && !isRestart(marker);
    }

    private void requireMore() throws Undecodable {
        if (position >= bytes.length) {
            throw Undecodable.truncated(
                    "expected more JPEG segments, the bytes end at %,d before the picture does", bytes.length);
        }
    }

    private void require(int count) throws Undecodable {
        if (bytes.length - position < count) {
            throw Undecodable.truncated(
                    "expected %,d more JPEG bytes at %,d, got %,d", count, position, bytes.length - position);
        }
    }
}
