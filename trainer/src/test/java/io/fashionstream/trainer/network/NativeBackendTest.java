package io.fashionstream.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.nd4j.linalg.factory.Nd4j;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class NativeBackendTest {
    @Test
    void convolutionsRunInOneDnnOnceTheBackendIsActivated() {
        NativeBackend.activate();

        var network = convolution();
        network.output(Nd4j.ones(2, 1, 8, 8));

        assertThat(BaseMKLDNNHelper.mklDnnEnabled()).isTrue();
        assertThat(network.getLayer(0).getHelper().getClass().getSimpleName()).isEqualTo("MKLDNNConvHelper");
    }

    @Test
    void theLibraryThatWasLoadedIsTheOneBuiltForOneDnn() {
        NativeBackend.activate();

        assertThat(org.bytedeco.javacpp.Loader.getLoadedLibraries().get("nd4jcpu"))
                .contains("-onednn");
    }

    private static MultiLayerNetwork convolution() {
        var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).build())
                .layer(new OutputLayer.Builder().nOut(2).build())
                .setInputType(InputType.convolutional(8, 8, 1))
                .build());
        network.init();
        return network;
    }
}
