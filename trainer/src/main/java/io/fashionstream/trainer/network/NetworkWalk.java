package io.fashionstream.trainer.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/**
 * Walks through an NCHW network, a sequence of layers or a graph of residual blocks, from its gray square input to its
 * softmax, and tells a visitor each step. It refuses what no visitor could do exactly, because a setting that is ignored
 * silently is worse.
 */
public final class NetworkWalk {
    private final String refusal;
    private final LayerVisitor visitor;
    private InputType shape;

    private NetworkWalk(String refusal, LayerVisitor visitor, InputType shape) {
        this.refusal = refusal;
        this.visitor = visitor;
        this.shape = shape;
    }

    /**
     * Tells {@code visitor} all steps of {@code network}, which must be initialised, in order.
     *
     * @param network a sequence or a graph ({@link EitherNetwork})
     * @param side height and width of the images that the network reads
     * @param refusal begins the message about an unsupported layer: what cannot be done, and what to do instead
     * @throws UnsupportedLayer if a layer is of a kind, or has a setting, that is not known
     */
    public static void over(Model network, int side, String refusal, LayerVisitor visitor) {
        NetworkWalk walk = new NetworkWalk(refusal, visitor, InputType.convolutional(side, side, 1));
        if (network instanceof ComputationGraph graph) {
            walk.graph(graph);
        } else {
            walk.sequence((MultiLayerNetwork) network);
        }
    }

    private void sequence(MultiLayerNetwork network) {
        long parameters = 0;
        for (int index = 0; index < network.getnLayers(); index++) {
            var layer = network.getLayer(index);
            var before = network.getLayerWiseConfigurations().getInputPreProcess(index);
            step(new NetworkLayer(index, layer, shape, parameters, refusal), before, index == network.getnLayers() - 1);
            parameters += layer.numParams();
        }
    }

    private void graph(ComputationGraph graph) {
        int inputs = graph.getNumInputArrays();
        int outputs = graph.getNumOutputArrays();
        if (inputs != 1 || outputs != 1) {
            throw refused("the network must have one input and one output, found %d and %d".formatted(inputs, outputs));
        }
        String output = graph.getConfiguration().getNetworkOutputs().get(0);
        line(graph, places(graph), GraphPaths.NOWHERE, graph.getVertex(output).getVertexIndex());
    }

    /** Where a layer of a graph stands among the layers, and its parameters among all of them. */
    private record Place(int index, long firstParameter) {}

    private static Map<Integer, Place> places(ComputationGraph graph) {
        Map<Integer, Place> places = new HashMap<>();
        long parameters = 0;
        for (int index : graph.topologicalSortOrder()) {
            GraphVertex vertex = graph.getVertices()[index];
            if (vertex.hasLayer()) {
                places.put(index, new Place(places.size(), parameters));
                parameters += vertex.numParams();
            }
        }
        return places;
    }

    private void line(ComputationGraph graph, Map<Integer, Place> places, int from, int to) {
        for (int index : new GraphPaths(graph).line(from, to)) {
            GraphVertex vertex = graph.getVertices()[index];
            if (vertex instanceof LayerVertex layer) {
                Place place = Objects.requireNonNull(places.get(index));
                NetworkLayer known =
                        new NetworkLayer(place.index(), layer.getLayer(), shape, place.firstParameter(), refusal);
                step(known, layer.getLayerPreProcessor(), layer.isOutputVertex());
            } else if (!vertex.isInputVertex()) {
                residual(graph, places, vertex);
            }
        }
    }

    private void residual(ComputationGraph graph, Map<Integer, Place> places, GraphVertex join) {
        GraphPaths paths = new GraphPaths(graph);
        List<Integer> ends = paths.inputs(join.getVertexIndex());
        var settings = graph.getConfiguration().getVertices().get(join.getVertexName());
        if (!(settings instanceof ElementWiseVertex sum)
                || sum.getOp() != ElementWiseVertex.Op.Add
                || ends.size() != 2) {
            throw refused("vertex %s: expected a layer, or the sum of two branches, found %s"
                    .formatted(join.getVertexName(), settings));
        }
        int fork = paths.fork(join.getVertexIndex());
        InputType atFork = shape;
        visitor.fork();
        line(graph, places, fork, ends.get(0));
        InputType atEnd = shape;
        shape = atFork;
        visitor.otherBranch();
        line(graph, places, fork, ends.get(1));
        if (!shape.equals(atEnd)) {
            throw refused("vertex %s: expected branches of one shape, found %s and %s"
                    .formatted(join.getVertexName(), atEnd, shape));
        }
        visitor.sum();
    }

    private UnsupportedLayer refused(String rule) {
        return new UnsupportedLayer(refusal + ": " + rule);
    }

    private void step(NetworkLayer layer, @Nullable InputPreProcessor before, boolean last) {
        NetworkLayer known = layer;
        if (before != null) {
            layer.require(
                    before instanceof CnnToFeedForwardPreProcessor flatten && flatten.getFormat() == CNN2DFormat.NCHW,
                    "preprocessor must be none, or flatten NCHW, found " + before);
            visitor.flatten();
            shape = before.getOutputType(shape);
            known = new NetworkLayer(layer.index(), layer.layer(), shape, layer.firstParameter(), refusal);
        }
        new LayerSteps(known, visitor).tell(last);
        shape = known.layer().conf().getLayer().getOutputType(layer.index(), shape);
    }

    /** Whether each of {@code values} is {@code wanted}. */
    public static boolean all(int[] values, int wanted) {
        return IntStream.of(values).allMatch(value -> value == wanted);
    }
}
