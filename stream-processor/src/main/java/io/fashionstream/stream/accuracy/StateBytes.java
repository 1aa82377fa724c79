package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of what the state stores and the internal topic hold: one version byte, then the fields in order. It
 * never leaves this application.
 */
final class StateBytes {
    private static final int VERSION = 1;

    private StateBytes() {}

    /** Writes one value. */
    interface Writer<T> {
        void write(T value, DataOutputStream out) throws IOException;
    }

    /** Reads what the writer wrote. */
    interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    static <T> Serde<T> serde(Writer<T> writer, Reader<T> reader) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : bytes(value, writer),
                (topic, bytes) -> bytes == null ? null : value(bytes, reader));
    }

    static <T> byte[] bytes(T value, Writer<T> writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writer.write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException("accuracy state could not be written", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T value(byte[] bytes, Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IOException("expected version " + VERSION + ", found " + version);
            }
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("accuracy state could not be read", e);
        }
    }

    /** One byte: the label, or -1 for null. */
    static void writeCategory(DataOutput out, @Nullable Category category) throws IOException {
        out.writeByte(category == null ? -1 : category.label());
    }

    static @Nullable Category readCategory(DataInput in) throws IOException {
        int label = in.readByte();
        return label < 0 ? null : Category.ofLabel(label);
    }
}
