package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files chunk by chunk, so that tests can put anything into them. */
final class PngBuilder {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    PngBuilder() {
        file.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
    }

    /** A whole file of one IDAT; {@code lines} hold a filter byte before each line's samples. */
    static byte[] of(int width, int height, int bitDepth, int colourType, byte[] lines) {
        return new PngBuilder()
                .header(width, height, bitDepth, colourType)
                .chunk("IDAT", deflated(lines))
                .end();
    }

    PngBuilder header(int width, int height, int bitDepth, int colourType) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bitDepth)
                        .put((byte) colourType)
                        .array());
    }

    PngBuilder chunk(String type, byte[] data) {
        return chunk(type, data, 0);
    }

    PngBuilder chunkWithWrongChecksum(String type, byte[] data) {
        return chunk(type, data, 1);
    }

    private PngBuilder chunk(String type, byte[] data, int error) {
        byte[] name = type.getBytes(ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        file.writeBytes(int32(data.length));
        file.writeBytes(name);
        file.writeBytes(data);
        file.writeBytes(int32((int) crc.getValue() + error));
        return this;
    }

    byte[] end() {
        return chunk("IEND", new byte[0]).bytes();
    }

    byte[] bytes() {
        return file.toByteArray();
    }

    static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            deflated.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return deflated.toByteArray();
    }
}
