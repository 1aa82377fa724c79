package io.fashionstream.trainer.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;

/**
 * A graph as a line of vertices, some of which join two lines that began at one earlier vertex, their fork. Every network
 * of residual blocks is of this kind. Vertices are known by their index in the graph.
 */
final class GraphPaths {
    /** Before the graph's input. */
    static final int NOWHERE = -1;

    private final GraphVertex[] vertices;

    GraphPaths(ComputationGraph graph) {
        vertices = graph.getVertices();
    }

    /** The vertices after {@code from} up to {@code to}, in order; what lies between a fork and its join is left out. */
    List<Integer> line(int from, int to) {
        Deque<Integer> line = new ArrayDeque<>();
        for (int at = to; at != from; at = before(at)) {
            line.addFirst(at);
        }
        return new ArrayList<>(line);
    }

    /** The vertices that the one at {@code index} reads. */
    List<Integer> inputs(int index) {
        VertexIndices[] inputs = vertices[index].getInputVertices();
        return inputs == null
                ? List.of()
                : Stream.of(inputs).map(VertexIndices::getVertexIndex).toList();
    }

    /** Where the two lines began that end in the join at {@code index}: the last vertex that is on both. */
    int fork(int index) {
        List<Integer> ends = inputs(index);
        Set<Integer> first = new HashSet<>(line(NOWHERE, ends.get(0)));
        int at = ends.get(1);
        while (!first.contains(at)) {
            at = before(at);
        }
        return at;
    }

    private int before(int index) {
        List<Integer> inputs = inputs(index);
        return switch (inputs.size()) {
            case 0 -> NOWHERE;
            case 1 -> inputs.get(0);
            default -> fork(index);
        };
    }
}
