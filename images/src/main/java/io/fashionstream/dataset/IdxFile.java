package io.fashionstream.dataset;

import io.fashionstream.image.ImageTensor;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A file in the IDX format of the MNIST family, gzip-compressed or plain: a big-endian header (two zero bytes, the type
 * code, the number of dimensions, each dimension) and then exactly the values it promises.
 *
 * <p>Reading is strict: every departure is a {@link DataSetException} that names the file, the byte and what was found
 * there. Byte positions count from the start of the uncompressed data.
 */
public final class IdxFile {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final int MAX_ITEMS = 2_000_000;

    private final int items;
    private final byte[] values;
    private final String contentSha256;

    private IdxFile(int items, byte[] values, String contentSha256) {
        this.items = items;
        this.values = values;
        this.contentSha256 = contentSha256;
    }

    /** Reads a file of n images of 28 x 28 bytes; values are {@code byte[n * 784]}. */
    public static IdxFile readImages(Path file) {
        return read(file, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS);
    }

    /** Reads a file of n labels, each 0 to {@code classes} - 1, at most 255; values are {@code byte[n]}, unsigned. */
    public static IdxFile readLabels(Path file, int classes) {
        IdxFile labels = read(file);
        for (int i = 0; i < labels.values.length; i++) {
            int label = Byte.toUnsignedInt(labels.values[i]);
            if (label >= classes) {
                throw new DataSetException("%s: label %d at byte %d: expected 0 to %d, found %d"
                        .formatted(file, i, 8 + i, classes - 1, label));
            }
        }
        return labels;
    }

    /** The first dimension: how many images or labels there are. */
    public int items() {
        return items;
    }

    /** The values after the header; not copied. */
    public byte[] values() {
        return values;
    }

    /** Lower-case hex SHA-256 of the uncompressed file: the same however it was compressed. */
    public String contentSha256() {
        return contentSha256;
    }

    private static IdxFile read(Path file, int... itemDimensions) {
        CountingInput input = new CountingInput(file);
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                DigestInputStream content = new DigestInputStream(unpacked(raw), Sha256.newDigest())) {
            int items = input.readHeader(content, itemDimensions);
            byte[] values = input.readValues(content, items, itemDimensions);
            return new IdxFile(
                    items,
                    values,
                    HexFormat.of().formatHex(content.getMessageDigest().digest()));
        } catch (EOFException e) {
            throw new DataSetException(
                    "%s: compressed data breaks off after %d unpacked bytes".formatted(file, input.position), e);
        } catch (IOException e) {
            throw new DataSetException("%s: cannot be read after byte %d: %s".formatted(file, input.position, e), e);
        }
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        byte[] start = raw.readNBytes(2);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), raw);
        boolean gzip = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
        return gzip ? new GZIPInputStream(whole, 1 << 16) : whole;
    }

    /** Reads the parts of one file, remembering how far it came. */
    private static final class CountingInput {
        private final Path file;
        private long position;

        CountingInput(Path file) {
            this.file = file;
        }

        byte[] readValues(InputStream content, int items, int[] itemDimensions) throws IOException {
            int itemBytes = 1;
            for (int dimension : itemDimensions) {
                itemBytes *= dimension;
            }
            byte[] values = readExactly(content, items * itemBytes, "data of %d items".formatted(items));
            if (content.read() >= 0) {
                throw new DataSetException("%s: expected the end after %d bytes (%d items), found more data"
                        .formatted(file, position, items));
            }
            return values;
        }

        int readHeader(InputStream content, int[] itemDimensions) throws IOException {
            int magic = readInt(content, "magic number");
            int expected = UNSIGNED_BYTES << 8 | (1 + itemDimensions.length);
            if (magic != expected) {
                throw new DataSetException(
                        "%s: at byte 0: expected IDX magic 0x%08x (unsigned bytes, %d dimensions), found 0x%08x"
                                .formatted(file, expected, 1 + itemDimensions.length, magic));
            }
            int items = readInt(content, "number of items");
            if (items < 1 || items > MAX_ITEMS) {
                throw new DataSetException("%s: at byte 4: expected 1 to %d items, found %d"
                        .formatted(file, MAX_ITEMS, Integer.toUnsignedLong(items)));
            }
            for (int i = 0; i < itemDimensions.length; i++) {
                checkDimension(readInt(content, "dimension"), itemDimensions[i], i + 1);
            }
            return items;
        }

        private void checkDimension(int found, int expected, int index) {
            if (found != expected) {
                throw new DataSetException("%s: at byte %d: expected %d as dimension %d, found %d"
                        .formatted(file, position - 4, expected, index, Integer.toUnsignedLong(found)));
            }
        }

        private int readInt(InputStream content, String what) throws IOException {
            return ByteBuffer.wrap(readExactly(content, Integer.BYTES, what)).getInt();
        }

        private byte[] readExactly(InputStream content, int length, String what) throws IOException {
            byte[] bytes = new byte[length];
            long start = position;
            int filled = 0;
            for (int read; filled < length && (read = content.read(bytes, filled, length - filled)) > 0; ) {
                filled += read;
                position += read;
            }
            if (filled < length) {
                throw new DataSetException("%s: expected %d bytes (%s) from byte %d on, found the end after %d of them"
                        .formatted(file, length, what, start, filled));
            }
            return bytes;
        }
    }
}
