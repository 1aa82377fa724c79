package io.fashionstream.trainer.export;

import java.util.List;
import onnx.Onnx.NodeProto;

/**
 * Writes a second look into a graph that ends in logits. The doubtful images are gathered and mirrored, go through a copy of all
 * nodes, which shares the weights, and what comes out is scattered over the first logits. A batch without a doubtful image gives
 * the copy no rows, and costs nothing.
 */
final class SecondLookNodes {
    private static final int WIDTH_AXIS = 3;

    private final OnnxGraph graph;

    private SecondLookNodes(OnnxGraph graph) {
        this.graph = graph;
    }

    static void appendTo(OnnxGraph graph, SecondLook look) {
        if (!look.equals(SecondLook.NONE)) {
            new SecondLookNodes(graph).append((float) look.below());
        }
    }

    private void append(float below) {
        List<NodeProto> network = graph.nodes();
        String first = graph.last();
        String doubtful = places(first, below);
        String mirrored = mirrored(graph.derived("GatherND", "doubted", List.of(OnnxGraph.IMAGES, doubtful)));
        String second = NodeCopies.of(network, graph, mirrored).other(first);
        String both = graph.derived(
                "Add", "both", List.of(graph.derived("GatherND", "firstOfDoubted", List.of(first, doubtful)), second));
        String mean = graph.derived("Mul", "mean", List.of(both, graph.constant("half", new float[] {0.5f})));
        graph.chain("ScatterND", new String[] {doubtful, mean});
    }

    /** Which images are doubtful: int64[k, 1]. */
    private String places(String logits, float below) {
        String probabilities = graph.derived("Softmax", "firstLook", List.of(logits), OnnxGraph.attribute("axis", -1));
        String confidence = graph.derived(
                "ReduceMax",
                "firstConfidence",
                List.of(probabilities),
                OnnxGraph.attribute("axes", List.of(1)),
                OnnxGraph.attribute("keepdims", 0));
        String isDoubtful = graph.derived(
                "Less", "isDoubtful", List.of(confidence, graph.constant("doubtBelow", new float[] {below})));
        return graph.derived(
                "Transpose", "doubtful", List.of(graph.derived("NonZero", "doubtfulRow", List.of(isDoubtful))));
    }

    /** From the last column to the first. */
    private String mirrored(String images) {
        String backwards = graph.constant("backwards", new long[] {-1}, 1);
        String pastFirst = graph.constant("pastFirst", new long[] {Long.MIN_VALUE}, 1);
        String axis = graph.constant("widthAxis", new long[] {WIDTH_AXIS}, 1);
        return graph.derived("Slice", "mirrored", List.of(images, backwards, pastFirst, axis, backwards));
    }
}
