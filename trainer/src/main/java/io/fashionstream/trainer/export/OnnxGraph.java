package io.fashionstream.trainer.export;

import io.fashionstream.image.ImageTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * An ONNX model that is one chain of nodes, with branches that begin and end in it, beside those that derive its weights, from {@code images} (float[n, 1, 28, 28]) to {@code logits} and
 * {@code probabilities} (float[n, classes]).
 */
final class OnnxGraph {
    static final String IMAGES = "images";
    static final String LOGITS = "logits";
    static final String PROBABILITIES = "probabilities";

    private static final long IR_VERSION = 8;
    private static final long OPSET = 17;
    private static final String BATCH = "n";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("fashion-stream");
    private final Deque<String> forks = new ArrayDeque<>();
    private String last = IMAGES;
    private long classes;

    OnnxGraph() {
        graph.addInput(value(IMAGES, 1, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS));
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto attribute(String name, List<Integer> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(values.stream().map(Integer::longValue).toList())
                .build();
    }

    /** Adds a constant, row-major, and gives its name back. */
    String constant(String name, float[] values, int... shape) {
        ByteBuffer raw = littleEndian(values.length * Float.BYTES);
        raw.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, raw, shape);
    }

    /** Adds a constant of 32-bit integers, row-major, and gives its name back. */
    String constant(String name, int[] values, int... shape) {
        ByteBuffer raw = littleEndian(values.length * Integer.BYTES);
        raw.asIntBuffer().put(values);
        return constant(name, TensorProto.DataType.INT32, raw, shape);
    }

    /** Adds a constant of signed bytes, row-major, and gives its name back. */
    String constant(String name, byte[] values, int... shape) {
        return constant(name, TensorProto.DataType.INT8, ByteBuffer.wrap(values), shape);
    }

    /** Adds a constant of 64-bit integers, row-major, and gives its name back. */
    String constant(String name, long[] values, int... shape) {
        ByteBuffer raw = littleEndian(values.length * Long.BYTES);
        raw.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, raw, shape);
    }

    /** Adds one unsigned byte, and gives its name back. */
    String unsignedByte(String name, int value) {
        return constant(name, TensorProto.DataType.UINT8, ByteBuffer.wrap(new byte[] {(byte) value}));
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String constant(String name, TensorProto.DataType type, ByteBuffer raw, int... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(raw));
        for (int size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** Adds a node that reads {@code inputs} alone, and gives the name of its output back. */
    String derived(String operator, String output, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setName(output)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return output;
    }

    /** Makes the output of the last node one of the model's outputs too, unless it is the input, and names it. */
    String observed() {
        if (!last.equals(IMAGES)) {
            graph.addOutput(ValueInfoProto.newBuilder().setName(last).setType(floats()));
        }
        return last;
    }

    /** Names the output of the last node. */
    String last() {
        return last;
    }

    /** The nodes so far. */
    List<NodeProto> nodes() {
        return List.copyOf(graph.getNodeList());
    }

    /** The shape of a constant. */
    long[] shape(String constant) {
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(constant))
                .flatMapToLong(tensor -> tensor.getDimsList().stream().mapToLong(Long::longValue))
                .toArray();
    }

    /** Notes that the last layer so far has so many outputs; of the last of all, these are the classes. */
    void outputs(int count) {
        classes = count;
    }

    /** Adds a node that reads the output of the last one. */
    void chain(String operator, AttributeProto... attributes) {
        chain(operator, new String[0], attributes);
    }

    /** Adds a node that reads the output of the last one, and {@code constants}. */
    void chain(String operator, String[] constants, AttributeProto... attributes) {
        add(operator, operator + graph.getNodeCount(), constants, attributes);
    }

    /** Two branches begin after the last node; the next nodes are the first one's. */
    void fork() {
        forks.push(last);
    }

    /** The next nodes are those of the last fork's second branch. */
    void otherBranch() {
        String end = last;
        last = forks.pop();
        forks.push(end);
    }

    /** Adds a node that adds what both branches of the last fork gave. */
    void sum() {
        chain("Add", new String[] {forks.pop()});
    }

    /** The finished model: names the last output logits, and adds probabilities at this temperature. */
    byte[] finish(double temperature) {
        NodeProto.Builder end = graph.getNodeBuilder(graph.getNodeCount() - 1);
        end.setOutput(0, LOGITS);
        last = LOGITS;
        if (temperature != 1) {
            String divisor = constant("temperature", new float[] {(float) temperature});
            add("Div", "tempered", new String[] {divisor});
        }
        graph.addOutput(value(LOGITS, classes)).addOutput(value(PROBABILITIES, classes));
        add("Softmax", PROBABILITIES, new String[0], attribute("axis", -1));
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("fashion-stream")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private void add(String operator, String output, String[] constants, AttributeProto... attributes) {
        List<String> inputs =
                Stream.concat(Stream.of(last), Stream.of(constants)).toList();
        last = derived(operator, output, inputs, attributes);
    }

    private static ValueInfoProto.Builder value(String name, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        dimensions.addDimBuilder().setDimParam(BATCH);
        LongStream.of(shape).forEach(size -> dimensions.addDimBuilder().setDimValue(size));
        TypeProto.Builder type = floats();
        type.getTensorTypeBuilder().setShape(dimensions);
        return ValueInfoProto.newBuilder().setName(name).setType(type);
    }

    private static TypeProto.Builder floats() {
        return TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()));
    }
}
