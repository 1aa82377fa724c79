package io.fashionstream.trainer.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.NodeProto;

/**
 * Writes the nodes of a network once more, for other images. Weights are stored once; those of integers, and their zero points, get
 * a second name, because ONNX Runtime cannot make unsigned bytes of the same ones twice.
 */
final class NodeCopies {
    private static final String PREFIX = "again.";

    private final OnnxGraph graph;
    private final Map<String, String> others = new HashMap<>();

    private NodeCopies(OnnxGraph graph, String images) {
        this.graph = graph;
        others.put(OnnxGraph.IMAGES, images);
    }

    /**
     * Adds copies of those of {@code nodes} that depend on the images.
     *
     * @param images what they read instead
     */
    static NodeCopies of(List<NodeProto> nodes, OnnxGraph graph, String images) {
        NodeCopies copies = new NodeCopies(graph, images);
        nodes.forEach(copies::add);
        return copies;
    }

    /** What the copies have in place of {@code name}, which is itself if it was not copied. */
    String other(String name) {
        return others.getOrDefault(name, name);
    }

    private void add(NodeProto node) {
        if (node.getInputList().stream().anyMatch(others::containsKey)) {
            copy(node);
        } else if (node.getOpType().equals("DequantizeLinear")) {
            rename(node.getInput(0));
            rename(node.getInput(2));
            copy(node);
        }
    }

    private void copy(NodeProto node) {
        String copied = graph.derived(
                node.getOpType(),
                PREFIX + node.getOutput(0),
                node.getInputList().stream().map(this::other).toList(),
                node.getAttributeList().toArray(AttributeProto[]::new));
        others.put(node.getOutput(0), copied);
    }

    private void rename(String constant) {
        long[] shape = graph.shape(constant);
        String name = graph.constant(constant + ".shape", shape, shape.length);
        others.put(constant, graph.derived("Reshape", PREFIX + constant, List.of(constant, name)));
    }
}
