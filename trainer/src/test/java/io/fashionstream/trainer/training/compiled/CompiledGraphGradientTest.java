package io.fashionstream.trainer.training.compiled;

import static io.fashionstream.trainer.training.compiled.ReferenceLayers.convolution;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.globalPooling;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.logits;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.loss;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.normalisation;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.output;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.relu;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.unbiased;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.SIDE;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.graph;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.stir;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledGraphGradientTest {
    static Stream<Arguments> graphs() {
        return Stream.of(
                Arguments.of("a block and its input", residual(block(), List.of())),
                Arguments.of("the input first", residual(List.of(), block())),
                Arguments.of("two branches", residual(block(), List.of(unbiased(4)))),
                Arguments.of("a block that begins with ReLU", residual(List.of(relu(), unbiased(4)), List.of())),
                Arguments.of(
                        "branches that both work in place",
                        residual(List.of(relu(), unbiased(4), relu()), List.of(relu()))));
    }

    @Test
    void twoNetworksMayReadTheInputAndAddTheirLogits() {
        ComputationGraph network = graph(builder -> {
            line(builder, "images", "one", List.of(convolution(3, 4), normalisation(), logits()));
            line(builder, "images", "other", List.of(unbiased(3), relu(), logits()));
            builder.addVertex("logits", sum(), "one", "other");
            builder.addLayer("end", loss(), "logits");
        });
        stir(network);

        assertThat(GradientDifference.largest(network, SIDE)).isLessThan(1e-4);
    }

    @Test
    void theInputMayBeAddedToWhatALayerMakesOfIt() {
        ComputationGraph network = graph(builder -> {
            line(builder, "images", "block", List.of(unbiased(1), relu()));
            builder.addVertex("sum", sum(), "block", "images");
            builder.addVertex("reversed", sum(), "images", "sum");
            line(builder, "reversed", "last", List.of(unbiased(3), relu()));
            builder.addLayer("end", output(), "last");
        });
        stir(network);

        assertThat(GradientDifference.largest(network, SIDE)).isLessThan(1e-4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void gradientsOfASumAreThoseOfADoublePrecisionGraph(String kind, ComputationGraph network) {
        stir(network);

        assertThat(GradientDifference.largest(network, SIDE)).as(kind).isLessThan(1e-4);
    }

    @Test
    void gradientsOfABlockInABlockAreThoseOfADoublePrecisionGraph() {
        ComputationGraph network = graph(builder -> {
            line(builder, "images", "stem", List.of(unbiased(3)));
            line(builder, "stem", "outer", List.of(unbiased(3), normalisation()));
            line(builder, "outer", "inner", List.of(unbiased(3), relu()));
            builder.addVertex("inner sum", sum(), "outer", "inner");
            line(builder, "inner sum", "after", List.of(relu(), unbiased(3)));
            builder.addVertex("outer sum", sum(), "after", "stem");
            line(builder, "outer sum", "pooled", List.of(relu(), globalPooling()));
            builder.addLayer("end", output(), "pooled");
        });
        stir(network);

        assertThat(GradientDifference.largest(network, SIDE)).isLessThan(1e-4);
    }

    private static List<Layer> block() {
        return List.of(convolution(3, 4), normalisation());
    }

    /** Two convolutions around the sum of two branches. */
    private static ComputationGraph residual(List<Layer> first, List<Layer> second) {
        return graph(builder -> {
            line(builder, "images", "stem", List.of(unbiased(4)));
            String one = line(builder, "stem", "first", first);
            String other = line(builder, "stem", "second", second);
            builder.addVertex("sum", sum(), one, other);
            line(builder, "sum", "last", List.of(relu(), unbiased(3)));
            builder.addLayer("end", output(), "last");
        });
    }

    /** Adds layers one after the other; the last of them has the name. */
    private static String line(
            ComputationGraphConfiguration.GraphBuilder graph, String from, String name, List<Layer> layers) {
        String before = from;
        for (int i = 0; i < layers.size(); i++) {
            String next = i == layers.size() - 1 ? name : name + i;
            graph.addLayer(next, layers.get(i), before);
            before = next;
        }
        return before;
    }

    private static ElementWiseVertex sum() {
        return new ElementWiseVertex(ElementWiseVertex.Op.Add);
    }
}
