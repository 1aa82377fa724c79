package io.fashionstream.trainer.export;

import static io.fashionstream.check.Check.require;

import io.fashionstream.trainer.network.UnsupportedLayer;
import org.deeplearning4j.nn.api.Model;

/**
 * Writes trained networks as ONNX (opset 17).
 *
 * <p>Input {@code images} float[n, 1, 28, 28], scaled as in training; outputs {@code logits} float[n, classes] and
 * {@code probabilities} float[n, classes], the softmax of logits / temperature. n is free in every run. Batch normalisation is
 * folded as far as that is exact ({@link Folding}).
 */
public final class OnnxExport {
    private OnnxExport() {}

    /**
     * The ONNX file of {@code network}; the same network and temperature give the same bytes.
     *
     * @param network sequential, NCHW, with softmax outputs, one for each class; only read
     * @param temperature divides the logits, above 0
     * @throws UnsupportedLayer if the network has a layer or setting that cannot be written exactly
     */
    public static byte[] export(Model network, double temperature) {
        return export(network, temperature, SecondLook.NONE);
    }

    /** As the other, of a network that takes a second look. */
    public static byte[] export(Model network, double temperature, SecondLook look) {
        require(
                temperature > 0 && Double.isFinite(temperature),
                "temperature must be above 0 and finite, got %s",
                temperature);
        OnnxGraph graph = new OnnxGraph();
        Folding.fold(NetworkSteps.of(network)).forEach(step -> step.appendTo(graph));
        SecondLookNodes.appendTo(graph, look);
        return graph.finish(temperature);
    }
}
