package io.fashionstream.trainer.network;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** A network whose layers may fork, as long as each fork ends in a sum. */
public interface GraphDesign extends NetworkDesign {
    /** The new network's configuration for so many classes. */
    ComputationGraphConfiguration configuration(NeuralNetConfiguration.Builder learning, int classes);

    @Override
    default Model network(NeuralNetConfiguration.Builder learning, int classes) {
        ComputationGraph network = new ComputationGraph(configuration(learning, classes));
        network.init();
        return network;
    }

    @Override
    default LayerTable layerTable(int classes) {
        return LayerTable.of(name(), configuration(new NeuralNetConfiguration.Builder(), classes));
    }
}
