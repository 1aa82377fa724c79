package io.fashionstream.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxFileTest {
    private static final int IMAGES_MAGIC = 0x00000803;
    private static final int LABELS_MAGIC = 0x00000801;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("some-idx-ubyte");
    }

    @Test
    void imagesAreReadPlainAndCompressed() throws IOException {
        byte[] content = images(2);
        content[16 + 784] = (byte) 200;

        IdxFile plain = IdxFile.readImages(Files.write(file, content));
        IdxFile compressed = IdxFile.readImages(Files.write(file, gzip(content)));

        assertThat(plain.items()).isEqualTo(2);
        assertThat(plain.values()).hasSize(2 * 784);
        assertThat(plain.values()[784]).isEqualTo((byte) 200);
        assertThat(compressed.values()).isEqualTo(plain.values());
        assertThat(compressed.contentSha256()).isEqualTo(plain.contentSha256());
    }

    @Test
    void labelsAreRead() throws IOException {
        assertThat(IdxFile.readLabels(Files.write(file, labels(3, 0, 9)), 10).values())
                .containsExactly(3, 0, 9);
    }

    @Test
    void aForeignMagicNumberIsRefused() {
        assertImagesRefused(
                labels(1), "at byte 0: expected IDX magic 0x00000803 (unsigned bytes, 3 dimensions), found 0x00000801");
        assertImagesRefused(
                header(0x00000d03, 1, 28, 28),
                "at byte 0: expected IDX magic 0x00000803 (unsigned bytes, 3 dimensions), found 0x00000d03");
        assertRefused(
                images(1),
                read -> IdxFile.readLabels(read, 10),
                "at byte 0: expected IDX magic 0x00000801 (unsigned bytes, 1 dimensions), found 0x00000803");
    }

    @Test
    void aForeignImageSizeIsRefused() {
        assertImagesRefused(header(IMAGES_MAGIC, 1, 32, 28), "at byte 8: expected 28 as dimension 1, found 32");
        assertImagesRefused(
                header(IMAGES_MAGIC, 1, 28, -1), "at byte 12: expected 28 as dimension 2, found 4294967295");
    }

    @Test
    void anAbsurdCountIsRefusedBeforeMemoryIsTaken() {
        assertImagesRefused(header(IMAGES_MAGIC, 0, 28, 28), "at byte 4: expected 1 to 2000000 items, found 0");
        assertImagesRefused(
                header(IMAGES_MAGIC, Integer.MIN_VALUE, 28, 28),
                "at byte 4: expected 1 to 2000000 items, found 2147483648");
        assertImagesRefused(
                header(IMAGES_MAGIC, 2_000_001, 28, 28), "at byte 4: expected 1 to 2000000 items, found 2000001");
    }

    @Test
    void tooLittleDataIsRefused() {
        assertImagesRefused(
                Arrays.copyOf(images(2), 16 + 2 * 784 - 1),
                "expected 1568 bytes (data of 2 items) from byte 16 on, found the end after 1567 of them");
        assertImagesRefused(
                Arrays.copyOf(images(2), 10),
                "expected 4 bytes (dimension) from byte 8 on, found the end after 2 of them");
        assertImagesRefused(
                new byte[0], "expected 4 bytes (magic number) from byte 0 on, found the end after 0 of them");
    }

    @Test
    void tooMuchDataIsRefused() {
        assertImagesRefused(
                Arrays.copyOf(images(2), 16 + 2 * 784 + 1),
                "expected the end after 1584 bytes (2 items), found more data");
    }

    @Test
    void brokenCompressionIsRefused() {
        byte[] whole = gzip(images(50));
        byte[] flipped = whole.clone();
        flipped[whole.length - 6] ^= 1;

        assertThatThrownBy(() -> IdxFile.readImages(Files.write(file, Arrays.copyOf(whole, whole.length / 2))))
                .isInstanceOf(DataSetException.class)
                .hasMessageStartingWith(file + ": compressed data breaks off after ");
        assertThatThrownBy(() -> IdxFile.readImages(Files.write(file, flipped)))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("cannot be read after byte 39216");
    }

    @Test
    void aLabelOutsideZeroToNineIsRefused() {
        assertRefused(
                labels(1, 2, 10),
                read -> IdxFile.readLabels(read, 10),
                "label 2 at byte 10: expected 0 to 9, found 10");
        assertRefused(
                labels(255), read -> IdxFile.readLabels(read, 10), "label 0 at byte 8: expected 0 to 9, found 255");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> IdxFile.readLabels(file, 10))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("NoSuchFileException");
    }

    private void assertImagesRefused(byte[] content, String reason) {
        assertRefused(content, IdxFile::readImages, reason);
    }

    private void assertRefused(byte[] content, Function<Path, IdxFile> reader, String reason) {
        assertThatThrownBy(() -> reader.apply(Files.write(file, content)))
                .isInstanceOf(DataSetException.class)
                .hasMessage(file + ": " + reason);
    }

    private static byte[] images(int count) {
        byte[] header = header(IMAGES_MAGIC, count, 28, 28);
        return Arrays.copyOf(header, header.length + count * 784);
    }

    private static byte[] labels(int... labels) {
        byte[] content = Arrays.copyOf(header(LABELS_MAGIC, labels.length), 8 + labels.length);
        for (int i = 0; i < labels.length; i++) {
            content[8 + i] = (byte) labels[i];
        }
        return content;
    }

    private static byte[] header(int... values) {
        ByteBuffer header = ByteBuffer.allocate(values.length * Integer.BYTES);
        for (int value : values) {
            header.putInt(value);
        }
        return header.array();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }
}
