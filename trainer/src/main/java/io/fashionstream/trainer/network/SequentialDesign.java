package io.fashionstream.trainer.network;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/** A network whose layers read one another, first to last. */
public interface SequentialDesign extends NetworkDesign {
    /** New layer configurations, first to last, for so many classes; the caller may change them. */
    List<Layer> layers(int classes);

    @Override
    default Model network(NeuralNetConfiguration.Builder learning, int classes) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(learning, classes));
        network.init();
        return network;
    }

    @Override
    default LayerTable layerTable(int classes) {
        return LayerTable.of(name(), configuration(new NeuralNetConfiguration.Builder(), classes));
    }

    private MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder learning, int classes) {
        var list = learning.dataType(DataType.FLOAT).list();
        layers(classes).forEach(list::layer);
        return list.setInputType(NetworkDesign.inputType()).build();
    }
}
