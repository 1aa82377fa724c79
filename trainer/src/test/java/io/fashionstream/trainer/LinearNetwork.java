package io.fashionstream.trainer;

import io.fashionstream.trainer.network.NativeBackend;
import io.fashionstream.trainer.network.NetworkDesign;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;

/** The smallest network that takes images and gives ten classes, untrained. */
public final class LinearNetwork {
    private LinearNetwork() {}

    public static MultiLayerNetwork of(long seed) {
        NativeBackend.activate();
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(seed)
                .list()
                .layer(new OutputLayer.Builder()
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(NetworkDesign.inputType())
                .build());
        network.init();
        return network;
    }
}
