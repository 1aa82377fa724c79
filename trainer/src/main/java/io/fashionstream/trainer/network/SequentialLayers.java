package io.fashionstream.trainer.network;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;

/** Writes down a network layer by layer; {@link NamedLayers} says what each is. */
final class SequentialLayers {
    private final List<Layer> layers = new ArrayList<>();
    private final NamedLayers make = new NamedLayers();

    SequentialLayers convolution(int channels) {
        return add(make.convolution(channels));
    }

    SequentialLayers batchNormalization() {
        return add(make.batchNormalization());
    }

    SequentialLayers maxPooling() {
        return add(make.maxPooling());
    }

    SequentialLayers dropout(double rate) {
        return add(make.dropout(rate));
    }

    SequentialLayers dense(int units) {
        return add(make.dense(units));
    }

    List<Layer> output(int classes) {
        add(make.output(classes));
        return List.copyOf(layers);
    }

    private SequentialLayers add(Layer layer) {
        layers.add(layer);
        return this;
    }
}
