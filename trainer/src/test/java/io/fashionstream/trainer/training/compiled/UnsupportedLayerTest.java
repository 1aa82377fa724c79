package io.fashionstream.trainer.training.compiled;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.trainer.network.UnsupportedLayer;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class UnsupportedLayerTest {
    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of(
                        new LocalResponseNormalization.Builder().build(),
                        "layer 0 (LocalResponseNormalization layer0): expected convolution, dense"),
                Arguments.of(
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(2)
                                .convolutionMode(ConvolutionMode.Truncate)
                                .build(),
                        "layer 0 (ConvolutionLayer layer0): convolution mode must be Same"),
                Arguments.of(
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(2)
                                .convolutionMode(ConvolutionMode.Same)
                                .stride(2, 1)
                                .build(),
                        "stride must be the same down and right"),
                Arguments.of(
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(2)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(Activation.TANH)
                                .build(),
                        "activation must be plain ReLU or identity, found tanh"),
                Arguments.of(new DenseLayer.Builder().nOut(2).hasBias(false).build(), "bias must be on"),
                Arguments.of(new GlobalPoolingLayer(PoolingType.MAX), "global pooling must be AVG, found MAX"),
                Arguments.of(
                        new DenseLayer.Builder()
                                .nOut(2)
                                .activation(new ActivationReLU(6.0, 0.0, 0.0))
                                .build(),
                        "activation must be plain ReLU or identity, found relu"),
                Arguments.of(new BatchNormalization.Builder(true).build(), "gamma and beta must not be locked"),
                Arguments.of(
                        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                                .kernelSize(2, 2)
                                .stride(2, 2)
                                .build(),
                        "pooling must be MAX"),
                Arguments.of(
                        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                                .kernelSize(3, 3)
                                .stride(2, 2)
                                .build(),
                        "pooling must be 2x2 with stride 2"),
                Arguments.of(
                        new DenseLayer.Builder().nOut(2).dropOut(0.5).build(), "dropout only as a layer of its own"),
                Arguments.of(
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nOut(10)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "loss must be MCXENT"));
    }

    @Test
    void aGraphThatIsNoLineOfResidualBlocksIsRefused() {
        Model product = residual(ElementWiseVertex.Op.Product, "one", "images");
        Model three = residual(ElementWiseVertex.Op.Add, "one", "images", "one");

        for (Model network : List.of(product, three)) {
            assertThatThrownBy(() -> new CompiledTraining(network, ReferenceNetworks.SIDE, 4, 1))
                    .isInstanceOf(UnsupportedLayer.class)
                    .hasMessageContaining(
                            "vertex joined: expected a layer, or the sum of two branches, found ElementWiseVertex");
        }
    }

    private static Model residual(ElementWiseVertex.Op operation, String... ends) {
        return ReferenceNetworks.graph(graph -> graph.addLayer(
                        "one",
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(1)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(Activation.RELU)
                                .build(),
                        "images")
                .addVertex("joined", new ElementWiseVertex(operation), ends)
                .addLayer(
                        "end",
                        new OutputLayer.Builder()
                                .nOut(10)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "joined"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("layers")
    void aLayerThatCannotBeCompiledIsRefusedByNameWithTheReasonAndTheWayOut(Layer layer, String reason) {
        Layer end = new OutputLayer.Builder()
                .nOut(10)
                .activation(Activation.SOFTMAX)
                .build();
        MultiLayerNetwork network =
                ReferenceNetworks.network(layer instanceof OutputLayer ? List.of(layer) : List.of(layer, end));

        assertThatThrownBy(() -> new CompiledTraining(network, ReferenceNetworks.SIDE, 4, 1))
                .isInstanceOf(UnsupportedLayer.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("--engine fit");
    }
}
