package io.fashionstream.trainer.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.Layer;

/** Writes down a network of residual blocks, from its gray image on; {@link NamedLayers} says what each layer is. */
final class ResidualLayers {
    private static final String IMAGES = "images";

    private final ComputationGraphConfiguration.GraphBuilder graph;
    private final NamedLayers make = new NamedLayers();
    private String last = IMAGES;

    ResidualLayers(ComputationGraphConfiguration.GraphBuilder graph) {
        this.graph = graph.addInputs(IMAGES).setInputTypes(NetworkDesign.inputType());
    }

    /** Convolution, batch normalisation, ReLU. */
    ResidualLayers convolution(int channels) {
        return add(make.plainConvolution(channels))
                .add(make.batchNormalization())
                .add(make.relu());
    }

    /** Adds what two convolutions make of the activations to these. */
    ResidualLayers residual(int channels) {
        String start = last;
        convolution(channels).convolution(channels);
        String sum = make.named("add");
        graph.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), last, start);
        last = sum;
        return this;
    }

    ResidualLayers maxPooling() {
        return add(make.maxPooling());
    }

    ResidualLayers globalAveragePooling() {
        return add(make.globalAveragePooling());
    }

    ResidualLayers dropout(double rate) {
        return add(make.dropout(rate));
    }

    ComputationGraphConfiguration output(int classes) {
        return add(make.output(classes)).graph.setOutputs(last).build();
    }

    private ResidualLayers add(Layer layer) {
        graph.addLayer(layer.getLayerName(), layer, last);
        last = layer.getLayerName();
        return this;
    }
}
