package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fashionstream.event.RejectionReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a PNG that make its pixels, checked: lengths, order and checksums.
 *
 * <p>Chunks that do not make pixels (text, profiles, times) are skipped unread, so that no time or memory goes into them.
 * A picture is complete when its image data give all of its lines; whatever should follow, IEND included, may be damaged or
 * missing.
 */
final class PngFile {
    private static final int SIGNATURE_BYTES = 8;
    private static final int FRAME_BYTES = 12;
    private static final int MAX_CHUNKS = 65_536;
    private static final int MAX_TRANSPARENCY_BYTES = 256;
    private static final int MAX_EXIF_BYTES = 1 << 16;

    private final ByteBuffer bytes;
    private final DecodeLimits limits;
    private final List<ByteBuffer> imageData = new ArrayList<>();
    private @Nullable PngHeader header;
    private byte[] palette = {};
    private byte[] transparency = {};
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean imageDataEnded;
    /** What was wrong with the chunks after the first image data; it counts if lines are missing. */
    private @Nullable Undecodable damage;

    private PngFile(byte[] bytes, DecodeLimits limits) {
        this.bytes = ByteBuffer.wrap(bytes).position(SIGNATURE_BYTES);
        this.limits = limits;
    }

    /** Decodes {@code bytes}, which begin with the PNG signature. */
    static Picture decode(byte[] bytes, DecodeLimits limits) throws Undecodable {
        PngFile file = new PngFile(bytes, limits);
        file.readChunks();
        PngHeader header = file.requireHeader();
        PngColours colours = new PngColours(header, file.palette, file.transparency);
        return file.orientation.upright(file.readLines(new PngScanLines(header, colours, file.imageData)));
    }

    private Picture readLines(PngScanLines lines) throws Undecodable {
        try {
            return lines.read();
        } catch (Undecodable incomplete) {
            throw damage == null ? incomplete : damage;
        }
    }

    private void readChunks() throws Undecodable {
        try {
            readToEnd();
        } catch (Undecodable found) {
            if (imageData.isEmpty()) {
                throw found;
            }
            damage = found;
        }
    }

    private void readToEnd() throws Undecodable {
        for (int count = 0; count < MAX_CHUNKS; count++) {
            if (bytes.remaining() < FRAME_BYTES) {
                throw Undecodable.truncated("expected a PNG chunk or IEND, the bytes end at %,d", bytes.limit());
            }
            int length = bytes.getInt();
            String type = nextType();
            if (length < 0) {
                throw Undecodable.corrupt(
                        "expected a PNG chunk of at most 2 GiB, got %s of %,d bytes",
                        type, Integer.toUnsignedLong(length));
            }
            if (length > bytes.remaining() - Integer.BYTES) {
                throw Undecodable.truncated(
                        "expected %,d bytes in PNG chunk %s, the bytes end at %,d", length, type, bytes.limit());
            }
            if (readChunk(type, length)) {
                return;
            }
        }
        throw Undecodable.corrupt("expected at most %,d PNG chunks", MAX_CHUNKS);
    }

    private String nextType() throws Undecodable {
        byte[] type = new byte[4];
        bytes.get(type);
        for (byte letter : type) {
            if ((letter < 'A' || letter > 'Z') && (letter < 'a' || letter > 'z')) {
                throw Undecodable.corrupt(
                        "expected a PNG chunk name of four letters at byte %,d", bytes.position() - 4);
            }
        }
        return new String(type, ISO_8859_1);
    }

    /** Returns whether this was the last chunk. */
    private boolean readChunk(String type, int length) throws Undecodable {
        if (header == null && !type.equals("IHDR")) {
            throw Undecodable.corrupt("expected IHDR as the first PNG chunk, got %s", type);
        }
        imageDataEnded |= !imageData.isEmpty() && !type.equals("IDAT");
        switch (type) {
            case "IHDR" -> readHeader(checked(type, length));
            case "PLTE" -> palette = toArray(checked(type, length));
            case "tRNS" -> transparency = small(type, length, MAX_TRANSPARENCY_BYTES);
            case "IDAT" -> addImageData(checked(type, length));
            case "acTL" -> refuseAnimation(checked(type, length));
            case "eXIf" -> readExif(length);
            case "IEND" -> checked(type, length);
            default -> skip(type, length);
        }
        return type.equals("IEND");
    }

    private void readHeader(ByteBuffer data) throws Undecodable {
        if (header != null || data.remaining() != PngHeader.BYTES) {
            throw Undecodable.corrupt("expected one IHDR of 13 bytes, got %,d bytes", data.remaining());
        }
        header = PngHeader.read(data, limits);
    }

    private PngHeader requireHeader() throws Undecodable {
        if (header == null) {
            throw Undecodable.corrupt("expected IHDR as the first PNG chunk");
        }
        return header;
    }

    private void addImageData(ByteBuffer data) throws Undecodable {
        if (imageDataEnded) {
            throw Undecodable.corrupt("expected all IDAT chunks in a row");
        }
        imageData.add(data);
    }

    private static void refuseAnimation(ByteBuffer data) throws Undecodable {
        int frames = data.remaining() < Integer.BYTES ? 0 : data.getInt();
        if (frames != 1) {
            throw new Undecodable(RejectionReason.ANIMATED, "expected one picture, got an animated PNG of %d", frames);
        }
    }

    /** Damaged metadata are no reason to lose a picture. */
    private void readExif(int length) {
        ByteBuffer data = bytes.slice(bytes.position(), Math.min(length, MAX_EXIF_BYTES));
        if (stepOver("eXIf", length)) {
            orientation = Orientation.fromExif(toArray(data));
        }
    }

    private byte[] small(String type, int length, int maxBytes) throws Undecodable {
        return toArray(checked(type, length).limit(Math.min(length, maxBytes)));
    }

    /** The data of the chunk, whose checksum agrees; the position moves behind it. */
    private ByteBuffer checked(String type, int length) throws Undecodable {
        int start = bytes.position();
        if (!stepOver(type, length)) {
            throw Undecodable.corrupt(
                    "expected PNG chunk %s to have its checksum, got other bytes: they were changed on the way", type);
        }
        return bytes.slice(start, length);
    }

    /** Moves the position behind the chunk; returns whether its checksum agrees. */
    private boolean stepOver(String type, int length) {
        int start = bytes.position();
        CRC32 crc = new CRC32();
        crc.update(bytes.duplicate().position(start - type.length()).limit(start + length));
        bytes.position(start + length);
        return (int) crc.getValue() == bytes.getInt();
    }

    private void skip(String type, int length) throws Undecodable {
        if (Character.isUpperCase(type.charAt(0))) {
            throw Undecodable.corrupt("expected only PNG chunks that are known or may be skipped, got %s", type);
        }
        bytes.position(bytes.position() + length + Integer.BYTES);
    }

    private static byte[] toArray(ByteBuffer data) {
        byte[] copy = new byte[data.remaining()];
        data.get(copy);
        return copy;
    }
}
