package io.fashionstream.trainer.network;

import io.fashionstream.image.ImageTensor;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The shape of a network: a name and its layers, first to last.
 *
 * <p>Input is {@code float[n, 1, 28, 28]} (NCHW), output {@code float[n, classes]} probabilities. A new network is one class
 * that implements this, added to {@link NetworkDesigns#ALL}; the compiled training step and the export say so if they lack a layer
 * kind that it uses.
 */
public interface NetworkDesign {
    /** Kebab-case, as on the command line and in the manifest. */
    String name();

    /** New layer configurations, first to last, for so many classes; the caller may change them. */
    List<Layer> layers(int classes);

    /**
     * The network as Deeplearning4j takes it.
     *
     * @param learning holds seed, updater and regularisation; taken over
     * @param classes outputs of the network
     */
    default MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder learning, int classes) {
        var list = learning.dataType(DataType.FLOAT).list();
        layers(classes).forEach(list::layer);
        return list.setInputType(inputType()).build();
    }

    /** The table of layers with output shapes and parameters. */
    default LayerTable layerTable(int classes) {
        return LayerTable.of(this, classes);
    }

    /** One gray image. */
    static InputType inputType() {
        return InputType.convolutional(ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS, 1);
    }
}
