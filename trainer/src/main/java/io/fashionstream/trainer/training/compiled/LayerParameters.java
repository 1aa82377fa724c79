package io.fashionstream.trainer.training.compiled;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer's parameters, which are the network's own and shared by all replicas, and this replica's gradients of them.
 * Both are views, in Deeplearning4j's shapes and order.
 */
final class LayerParameters {
    private final Map<String, INDArray> parameters;
    private final Map<String, INDArray> gradients;

    /** @param gradients the part of the replica's flat gradient that belongs to {@code layer} */
    LayerParameters(Layer layer, INDArray gradients) {
        this.parameters = layer.paramTable();
        this.gradients = layer.conf().getLayer().initializer().getGradientsFromFlattened(layer.conf(), gradients);
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    INDArray value(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    INDArray gradient(String name) {
        return Objects.requireNonNull(gradients.get(name), name);
    }

    FloatBuffer values(String name) {
        return NativeFloats.of(value(name));
    }

    FloatBuffer gradients(String name) {
        return NativeFloats.of(gradient(name));
    }
}
