package io.fashionstream.stream.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the smallest ONNX file that has the inputs and outputs of a model: one dense layer. The encoding is protobuf by
 * hand, so that no test needs the trainer.
 */
public final class TinyOnnx {
    private static final int FLOAT = 1;
    private static final int PIXELS = 784;
    private static final int CLASSES = 10;

    private TinyOnnx() {}

    /**
     * {@code logits = pixels x weights}, {@code probabilities = softmax(logits / temperature)}.
     *
     * @param weights [784][10], row-major
     */
    public static byte[] dense(float[] weights, double temperature) {
        return dense(weights, temperature, "logits");
    }

    /** The same with another name for the logits. */
    public static byte[] dense(float[] weights, double temperature, String logits) {
        Message graph = new Message()
                .message(
                        1,
                        node(
                                "Flatten",
                                "flat",
                                new Message().text(1, "axis").number(3, 1).number(20, 2),
                                "images"))
                .message(1, node("MatMul", logits, null, "flat", "weights"))
                .message(1, node("Mul", "scaled", null, logits, "factor"))
                .message(
                        1,
                        node(
                                "Softmax",
                                "probabilities",
                                new Message().text(1, "axis").number(3, 1).number(20, 2),
                                "scaled"))
                .text(2, "tiny")
                .message(5, tensor("weights", weights, PIXELS, CLASSES))
                .message(5, tensor("factor", new float[] {(float) (1 / temperature)}, 1))
                .message(11, value("images", 1, 28, 28))
                .message(12, value(logits, CLASSES))
                .message(12, value("probabilities", CLASSES));
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, 13))
                .bytes();
    }

    private static Message node(String type, String output, @Nullable Message attribute, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(4, type);
        return attribute == null ? node : node.message(5, attribute);
    }

    private static Message tensor(String name, float[] values, long... shape) {
        Message tensor = new Message();
        for (long size : shape) {
            tensor.number(1, size);
        }
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor.number(2, FLOAT).text(8, name).field(9, raw.array());
    }

    /** A float tensor whose first dimension is free. */
    private static Message value(String name, long... rest) {
        Message shape = new Message().message(1, new Message().text(2, "n"));
        for (long size : rest) {
            shape.message(1, new Message().number(1, size));
        }
        Message tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** A protobuf message under construction. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(((long) field << 3));
            varint(value);
            return this;
        }

        Message text(int field, String text) {
            return field(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message message) {
            return field(field, message.bytes());
        }

        Message field(int field, byte[] bytes) {
            varint(((long) field << 3) | 2);
            varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
