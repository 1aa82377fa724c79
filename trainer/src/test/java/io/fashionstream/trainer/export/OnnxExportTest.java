package io.fashionstream.trainer.export;

import static io.fashionstream.trainer.export.RandomNetworks.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.accuracy.Softmax;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.network.CompactCnn;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.network.NetworkDesigns;
import io.fashionstream.trainer.network.UnsupportedLayer;
import java.util.List;
import java.util.stream.Stream;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;

class OnnxExportTest {
    private static final PixelScaling STANDARDISED = PixelScaling.of(0.286, 0.353);

    static Stream<NetworkDesign> designs() {
        return NetworkDesigns.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("designs")
    void ourNetworksAnswerAsInDeeplearning4j(NetworkDesign design) {
        assertParity(RandomNetworks.of(design, 0.3));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void negativeFactorsInBatchNormalisationAreExportedToo(NetworkDesign design) {
        assertParity(RandomNetworks.of(design, -1.2));
    }

    @Test
    void batchNormalisationIsFoldedAwayButForOneAdditionBeforeEachPaddedConvolution() throws Exception {
        byte[] network = OnnxExport.export(RandomNetworks.of(new CompactCnn(), 0.3), 1);

        assertThat(operators(network))
                .containsExactly(
                        "Conv",
                        "Relu",
                        "BatchNormalization",
                        "Conv",
                        "Relu",
                        "MaxPool",
                        "BatchNormalization",
                        "Conv",
                        "Relu",
                        "BatchNormalization",
                        "Conv",
                        "Relu",
                        "MaxPool",
                        "Flatten",
                        "Gemm",
                        "Relu",
                        "Gemm",
                        "Softmax");
    }

    @Test
    void batchNormalisationBetweenConvolutionAndActivationIsFoldedAway() throws Exception {
        Model network = RandomNetworks.of(
                -1,
                new ConvolutionLayer.Builder(3, 3)
                        .nOut(4)
                        .activation(Activation.IDENTITY)
                        .hasBias(false)
                        .build(),
                new BatchNormalization(),
                new ActivationLayer(Activation.RELU),
                output());

        assertThat(operators(OnnxExport.export(network, 1)))
                .containsExactly("Conv", "Relu", "Flatten", "Gemm", "Softmax");
        assertParity(network);
    }

    @Test
    void stridesPaddingAndWindowsOfEveryShapeAgree() {
        assertParity(RandomNetworks.of(
                -1,
                new ConvolutionLayer.Builder(5, 3)
                        .nOut(3)
                        .stride(2, 3)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(Activation.RELU)
                        .build(),
                new BatchNormalization(),
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(3, 2)
                        .stride(2, 1)
                        .padding(1, 0)
                        .build(),
                new ConvolutionLayer.Builder(2, 2)
                        .nOut(5)
                        .padding(1, 0)
                        .activation(Activation.RELU)
                        .build(),
                new BatchNormalization(),
                new DenseLayer.Builder()
                        .nOut(7)
                        .hasBias(false)
                        .activation(Activation.RELU)
                        .build(),
                new BatchNormalization(),
                output()));
    }

    @Test
    void depthwiseConvolutionsAndStridesAgree() {
        assertParity(RandomNetworks.of(-1, depthwiseLayers()));
    }

    /** With batch normalisation where it can be folded into one, and where not. */
    static Layer[] depthwiseLayers() {
        return new Layer[] {
            new ConvolutionLayer.Builder(3, 3)
                    .nOut(4)
                    .convolutionMode(ConvolutionMode.Same)
                    .activation(Activation.RELU)
                    .build(),
            new BatchNormalization(),
            new DepthwiseConvolution2D.Builder(3, 3)
                    .depthMultiplier(2)
                    .stride(2, 2)
                    .convolutionMode(ConvolutionMode.Same)
                    .activation(Activation.RELU)
                    .build(),
            new BatchNormalization(),
            new DepthwiseConvolution2D.Builder(3, 3).activation(Activation.RELU).build(),
            new ConvolutionLayer.Builder(1, 1)
                    .nOut(6)
                    .activation(Activation.RELU)
                    .build(),
            new BatchNormalization(),
            output()
        };
    }

    @Test
    void probabilitiesAreTheSoftmaxOfTemperedLogits() {
        LabelledImages images = noise(3);
        byte[] network = OnnxExport.export(RandomNetworks.of(new CompactCnn(), 0.3), 2.5);

        try (OnnxScorer scorer = new OnnxScorer(network, STANDARDISED, 1)) {
            float[][] logits = scorer.logits(images);
            float[][] probabilities = scorer.probabilities(images);
            for (int i = 0; i < images.size(); i++) {
                float[] tempered = new float[10];
                for (int k = 0; k < 10; k++) {
                    tempered[k] = logits[i][k] / 2.5f;
                }
                assertThat(probabilities[i]).containsExactly(Softmax.of(tempered), within(1e-5f));
            }
        }
    }

    @Test
    void theSameNetworkGivesTheSameBytes() {
        assertThat(OnnxExport.export(RandomNetworks.of(new CompactCnn(), 0.3), 1.1))
                .isEqualTo(OnnxExport.export(RandomNetworks.of(new CompactCnn(), 0.3), 1.1));
    }

    @Test
    void aLayerThatCannotBeExportedIsNamed() {
        Model pooled = RandomNetworks.of(
                1,
                new ConvolutionLayer.Builder(3, 3)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build(),
                new GlobalPoolingLayer.Builder(PoolingType.MAX).name("pooled").build(),
                output());
        Model curved = RandomNetworks.of(
                1, new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build(), output());

        Model normalised = RandomNetworks.of(
                1, new DenseLayer.Builder().nOut(4).hasLayerNorm(true).build(), output());

        assertThatThrownBy(() -> OnnxExport.export(pooled, 1))
                .isInstanceOf(UnsupportedLayer.class)
                .hasMessageContaining(
                        "cannot be exported: layer 1 (GlobalPoolingLayer pooled): global pooling must be AVG, found MAX");
        assertThatThrownBy(() -> OnnxExport.export(curved, 1))
                .isInstanceOf(UnsupportedLayer.class)
                .hasMessageContaining("activation must be plain ReLU or identity, found tanh");
        assertThatThrownBy(() -> OnnxExport.export(normalised, 1))
                .isInstanceOf(UnsupportedLayer.class)
                .hasMessageContaining("layer normalisation must be off");
    }

    private static OutputLayer output() {
        return new OutputLayer.Builder().nOut(10).activation(Activation.SOFTMAX).build();
    }

    private static void assertParity(Model network) {
        LabelledImages images = noise(140);

        double difference = Parity.check(network, OnnxExport.export(network, 1.7), images, STANDARDISED);

        assertThat(difference).isBetween(0.0, 1e-5);
        float[] one = new TrainedAnswers(network, images.select(new int[] {3}), STANDARDISED, SecondLook.NONE).of(0);
        assertThat(largest(one))
                .as("not saturated, or equality would say nothing")
                .isLessThan(0.9f);
    }

    private static List<String> operators(byte[] network) throws Exception {
        return ModelProto.parseFrom(network).getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .toList();
    }

    private static float largest(float[] values) {
        float largest = values[0];
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
