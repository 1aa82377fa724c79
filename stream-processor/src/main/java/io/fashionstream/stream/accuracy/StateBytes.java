package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of what the state stores and the internal topic hold: one version byte, then the fields in order. It
 * never leaves this application.
 */
final class StateBytes {
    private static final int VERSION = 3;

    /** In which nothing was known of inputs. */
    private static final int VERSION_WITHOUT_INPUTS = 2;

    /** In which categories were their labels in Fashion-MNIST, and all models had those ten. */
    private static final int FIRST_VERSION = 1;

    /** Stands for the ten of Fashion-MNIST in place of a number of classes. */
    private static final int FASHION_MNIST = -1;

    private StateBytes() {}

    /** Writes one value. */
    interface Writer<T> {
        void write(T value, DataOutputStream out) throws IOException;
    }

    /** Reads what the writer wrote. */
    interface Reader<T> {
        T read(Input in) throws IOException;
    }

    /** What one value is read from. */
    static final class Input extends DataInputStream {
        private final int version;

        private Input(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
            version = readByte();
            if (version < FIRST_VERSION || version > VERSION) {
                throw new IOException("expected version " + FIRST_VERSION + " to " + VERSION + ", found " + version);
            }
        }

        /** Whether it was written since inputs are counted. */
        boolean hasInputs() {
            return version > VERSION_WITHOUT_INPUTS;
        }

        /** Whether an earlier release wrote it. */
        boolean isFirstVersion() {
            return version == FIRST_VERSION;
        }
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
        try (Input in = new Input(bytes)) {
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("accuracy state could not be read", e);
        }
    }

    /** The code; empty for null. */
    static void writeCategory(DataOutput out, @Nullable Category category) throws IOException {
        out.writeUTF(category == null ? "" : category.code());
    }

    static @Nullable Category readCategory(Input in) throws IOException {
        if (in.isFirstVersion()) {
            int label = in.readByte();
            return label < 0 ? null : Classes.FASHION_MNIST.category(label);
        }
        String code = in.readUTF();
        return code.isEmpty() ? null : new Category(code);
    }

    /** Two bytes for Fashion-MNIST's, else all codes. */
    static void writeClasses(DataOutput out, List<Category> classes) throws IOException {
        if (classes.equals(Classes.FASHION_MNIST.categories())) {
            out.writeShort(FASHION_MNIST);
            return;
        }
        out.writeShort(classes.size());
        for (Category category : classes) {
            out.writeUTF(category.code());
        }
    }

    static List<Category> readClasses(Input in) throws IOException {
        int size = in.isFirstVersion() ? FASHION_MNIST : in.readShort();
        if (size == FASHION_MNIST) {
            return Classes.FASHION_MNIST.categories();
        }
        List<Category> classes = new ArrayList<>(size);
        for (int left = size; left > 0; left--) {
            classes.add(new Category(in.readUTF()));
        }
        return List.copyOf(classes);
    }
}
