package io.fashionstream.trainer.export;

import io.fashionstream.image.ImageTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.LongStream;
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
 * An ONNX model that is one chain of nodes, from {@code images} (float[n, 1, 28, 28]) to {@code logits} and
 * {@code probabilities} (float[n, 10]).
 */
final class OnnxGraph {
    static final String IMAGES = "images";
    static final String LOGITS = "logits";
    static final String PROBABILITIES = "probabilities";

    private static final long IR_VERSION = 8;
    private static final long OPSET = 17;
    private static final long CLASSES = 10;
    private static final String BATCH = "n";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("fashion-stream");
    private String last = IMAGES;

    OnnxGraph() {
        graph.addInput(value(IMAGES, 1, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS));
        graph.addOutput(value(LOGITS, CLASSES)).addOutput(value(PROBABILITIES, CLASSES));
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
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(raw));
        for (int size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** Adds a node that reads the output of the last one. */
    void chain(String operator, AttributeProto... attributes) {
        chain(operator, new String[0], attributes);
    }

    /** Adds a node that reads the output of the last one, and {@code constants}. */
    void chain(String operator, String[] constants, AttributeProto... attributes) {
        add(operator, operator + graph.getNodeCount(), constants, attributes);
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
        graph.addNode(NodeProto.newBuilder()
                .setName(output)
                .setOpType(operator)
                .addInput(last)
                .addAllInput(List.of(constants))
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        last = output;
    }

    private static ValueInfoProto.Builder value(String name, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        dimensions.addDimBuilder().setDimParam(BATCH);
        LongStream.of(shape).forEach(size -> dimensions.addDimBuilder().setDimValue(size));
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(dimensions);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor));
    }
}
