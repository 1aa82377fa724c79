package io.fashionstream.trainer.network;

import static io.fashionstream.check.Check.require;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link CompactCnn} and a {@link ResidualCnn} side by side, whose logits are added: two networks that were trained by
 * themselves are mistaken about different images. 45 million multiply-adds an image, which in 8-bit integers take less time than
 * a {@link CompactCnn} in floats (docs/decisions/2004).
 */
public final class PairCnn implements GraphDesign {
    private static final CompactCnn COMPACT = new CompactCnn();
    private static final ResidualCnn RESIDUAL = new ResidualCnn();

    /** What the names of a member's layers begin with, by its design. */
    private static final Map<String, String> PREFIXES =
            new TreeMap<>(Map.of(COMPACT.name(), "compact_", RESIDUAL.name(), "residual_"));

    @Override
    public String name() {
        return "pair-cnn";
    }

    @Override
    public ComputationGraphConfiguration configuration(NeuralNetConfiguration.Builder learning, int classes) {
        GraphLayers layers = GraphLayers.of(learning);
        String compact = layers.branch(prefix(COMPACT.name()))
                .logits(COMPACT.layers(classes))
                .last();
        ResidualCnn.append(layers.branch(prefix(RESIDUAL.name()))).logits(classes);
        return layers.sum("add", compact).softmax();
    }

    /**
     * As for other designs; or one {@link CompactCnn} and one {@link ResidualCnn}, in either order: the network then gives the
     * mean of their calibrated logits.
     */
    @Override
    public void startFrom(Model network, List<TrainedNetwork> trained) {
        if (trained.size() == 1) {
            GraphDesign.super.startFrom(network, trained);
            return;
        }
        List<String> designs =
                trained.stream().map(TrainedNetwork::design).sorted().toList();
        require(
                designs.equals(List.copyOf(PREFIXES.keySet())),
                "%s starts from one model of its own kind, or from one of each of %s, got %s",
                name(),
                PREFIXES.keySet(),
                designs);
        trained.forEach(member -> take(member, (ComputationGraph) network));
    }

    private static void take(TrainedNetwork member, ComputationGraph network) {
        for (Layer from : new EitherNetwork(member.network()).layers()) {
            Layer to = network.getLayer(
                    prefix(member.design()) + from.conf().getLayer().getLayerName());
            double factor = from instanceof IOutputLayer ? 1 / (PREFIXES.size() * member.temperature()) : 1;
            from.paramTable().forEach((name, values) -> {
                INDArray place = to.getParam(name);
                require(
                        place.equalShapes(values),
                        "expected %s of layer %s of %s to have the shape %s, found %s",
                        name,
                        from.conf().getLayer().getLayerName(),
                        member.design(),
                        Arrays.toString(place.shape()),
                        Arrays.toString(values.shape()));
                place.assign(values.mul(factor));
            });
        }
    }

    private static String prefix(String member) {
        return Objects.requireNonNull(PREFIXES.get(member), member);
    }
}
