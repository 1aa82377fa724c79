package io.fashionstream.trainer.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.api.buffer.DataType;

/** Writes down a network whose layers fork, from its gray image on; {@link NamedLayers} says what each layer is. */
final class GraphLayers {
    private static final String IMAGES = "images";

    private final ComputationGraphConfiguration.GraphBuilder graph;
    private NamedLayers make = new NamedLayers();
    private String prefix = "";
    private String last = IMAGES;

    private GraphLayers(ComputationGraphConfiguration.GraphBuilder graph) {
        this.graph = graph;
    }

    static GraphLayers of(NeuralNetConfiguration.Builder learning) {
        return new GraphLayers(learning.dataType(DataType.FLOAT)
                .graphBuilder()
                .addInputs(IMAGES)
                .setInputTypes(NetworkDesign.inputType()));
    }

    /** What follows reads the image; its layers' names begin with {@code prefix}. */
    GraphLayers branch(String prefix) {
        this.prefix = prefix;
        make = new NamedLayers();
        last = IMAGES;
        return this;
    }

    /** Convolution, batch normalisation, ReLU. */
    GraphLayers convolution(int channels) {
        return add(make.plainConvolution(channels))
                .add(make.batchNormalization())
                .add(make.relu());
    }

    /** Adds what two convolutions make of the activations to these. */
    GraphLayers residual(int channels) {
        String start = last;
        return convolution(channels).convolution(channels).sum(prefix + make.named("add"), start);
    }

    GraphLayers maxPooling() {
        return add(make.maxPooling());
    }

    GraphLayers globalAveragePooling() {
        return add(make.globalAveragePooling());
    }

    /** A sequence of layers that were named already, but for the softmax at its end. */
    GraphLayers logits(List<Layer> sequence) {
        sequence.forEach(layer -> add(
                layer instanceof OutputLayer output
                        ? NamedLayers.logits(output.getLayerName(), (int) output.getNOut())
                        : layer));
        return this;
    }

    /** What {@link #output} gives before its softmax, under the same name. */
    GraphLayers logits(int classes) {
        return add(NamedLayers.logits(make.named("dense"), classes));
    }

    /** The name of the last vertex so far. */
    String last() {
        return last;
    }

    /** Adds what came out of the vertex {@code other}. */
    GraphLayers sum(String name, String other) {
        graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), last, other);
        last = name;
        return this;
    }

    ComputationGraphConfiguration output(int classes) {
        return end(make.output(classes));
    }

    /** Ends with the softmax of the logits so far. */
    ComputationGraphConfiguration softmax() {
        return end(NamedLayers.softmax());
    }

    private ComputationGraphConfiguration end(Layer layer) {
        return add(layer).graph.setOutputs(last).build();
    }

    private GraphLayers add(Layer layer) {
        String name = prefix + layer.getLayerName();
        layer.setLayerName(name);
        graph.addLayer(name, layer, last);
        last = name;
        return this;
    }
}
