package io.fashionstream.trainer.network;

import static io.fashionstream.check.Check.require;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes a trained network over into one with fewer units in its last hidden layer. Those go that move the logits least: by the
 * factor of their batch normalisation (Liu et al. 2017, Learning efficient convolutional networks through network slimming),
 * times the length of their weights to the logits. What they give on average goes into the biases of the logits; what is lost
 * besides, a short training brings back.
 */
final class FewerUnits {
    private final MultiLayerNetwork from;
    private final MultiLayerNetwork to;
    private final int output;
    private final Layer normalisation;

    private FewerUnits(MultiLayerNetwork from, MultiLayerNetwork to) {
        this.from = from;
        this.to = to;
        output = from.getnLayers() - 1;
        normalisation = from.getLayer(output - 2);
    }

    /**
     * Gives {@code to} the weights of {@code from}.
     *
     * @param from ends with a dense layer, batch normalisation, dropout and the output
     * @param to of the same layers, with at most as many units in the dense one
     */
    static void copy(MultiLayerNetwork from, MultiLayerNetwork to) {
        new FewerUnits(from, to).copy();
    }

    private void copy() {
        Layer logits = from.getLayer(output);
        Layer fewer = to.getLayer(output);
        int[] byWeight = byWeight(logits.getParam("W"));
        int kept = (int) fewer.getParam("W").size(0);
        require(kept <= byWeight.length, "expected at most %d units, got %d", byWeight.length, kept);
        int[] stay = IntStream.of(byWeight).limit(kept).sorted().toArray();
        for (int layer = 0; layer < output; layer++) {
            boolean ofUnits = layer >= output - 3;
            Layer target = to.getLayer(layer);
            from.getLayer(layer).paramTable().forEach((name, values) -> {
                INDArray place = target.getParam(name);
                place.assign(ofUnits ? columns(values, stay).reshape(place.shape()) : values);
            });
        }
        fewer.getParam("W").assign(logits.getParam("W").getRows(stay));
        INDArray bias = fewer.getParam("b").assign(logits.getParam("b"));
        IntStream.of(byWeight)
                .skip(kept)
                .forEach(unit -> bias.addi(logits.getParam("W")
                        .getRow(unit)
                        .mul(normalisation.getParam("beta").getDouble(unit))));
    }

    /** Of a matrix or a vector. */
    private static INDArray columns(INDArray values, int[] wanted) {
        return values.reshape(-1, values.size(values.rank() - 1)).getColumns(wanted);
    }

    /** All units, those that move the logits most first. */
    private int[] byWeight(INDArray weights) {
        INDArray factors = normalisation.getParam("gamma");
        return IntStream.range(0, (int) weights.size(0))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> -Math.abs(factors.getDouble(unit))
                        * weights.getRow(unit).norm2Number().doubleValue()))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
