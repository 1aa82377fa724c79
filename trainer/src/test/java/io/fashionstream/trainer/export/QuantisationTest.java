package io.fashionstream.trainer.export;

import static io.fashionstream.trainer.export.RandomNetworks.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.network.CompactCnn;
import io.fashionstream.trainer.network.DocumentCnn;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.network.NetworkDesigns;
import io.fashionstream.trainer.network.PairCnn;
import io.fashionstream.trainer.network.ResidualCnn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;

class QuantisationTest {
    private static final PixelScaling STANDARDISED = PixelScaling.of(0.286, 0.353);
    private static final LabelledImages IMAGES = noise(64);

    @TempDir
    Path folder;

    static Stream<NetworkDesign> designs() {
        return NetworkDesigns.ALL.stream();
    }

    static Stream<NetworkDesign> designsThatNormaliseAfterRelu() {
        return Stream.of(new CompactCnn(), new DocumentCnn());
    }

    @ParameterizedTest
    @MethodSource("designsThatNormaliseAfterRelu")
    void foldingThroughAConstantChannelChangesNoAnswer(NetworkDesign design) {
        for (double smallestGamma : new double[] {0.3, -1.2}) {
            List<Step> steps = Folding.fold(NetworkSteps.of(RandomNetworks.of(design, smallestGamma)));
            List<Step> folded = ConstantChannel.fold(ActivationCalibration.of(steps, IMAGES, STANDARDISED)).stream()
                    .map(CalibratedStep::step)
                    .toList();

            assertThat(affine(folded)).isLessThan(affine(steps));
            assertThat(largestDifference(logits(floats(steps)), logits(floats(folded))))
                    .isLessThan(2e-5);
        }
    }

    @Test
    void batchNormalisationLeavesNothingInFloats() throws IOException {
        byte[] network = Quantisation.of(RandomNetworks.of(new CompactCnn(), 0.3), IMAGES, STANDARDISED)
                .export(1);

        assertThat(operators(network)).doesNotContain("BatchNormalization");
    }

    @Test
    void allLayersButTheFirstRunInIntegers() throws IOException, OrtException {
        byte[] network = Quantisation.of(RandomNetworks.of(new CompactCnn(), 0.3), IMAGES, STANDARDISED)
                .export(1.5);

        assertThat(optimised(network))
                .containsOnlyOnce("Conv", "QuantizeLinear")
                .contains("QLinearConv", "QGemm")
                .doesNotContain("FusedConv", "Gemm", "FusedGemm", "MatMul", "MaxPool", "DequantizeLinear");
    }

    @Test
    void sumsAndAveragesRunInIntegersToo() throws IOException, OrtException {
        byte[] network = Quantisation.of(RandomNetworks.of(new ResidualCnn(), 0.3), IMAGES, STANDARDISED)
                .export(1.5);

        assertThat(optimised(network))
                .containsOnlyOnce("QuantizeLinear", "QLinearGlobalAveragePool", "QGemm")
                .contains("QLinearConv", "QLinearAdd")
                .doesNotContain(
                        "FusedConv", "Gemm", "MatMul", "MaxPool", "Add", "GlobalAveragePool", "DequantizeLinear");
    }

    @Test
    void bothMembersOfAPairRunInIntegersAndTheirLogitsAreAddedInFloats() throws IOException, OrtException {
        List<String> operators = optimised(Quantisation.of(RandomNetworks.of(new PairCnn(), 0.3), IMAGES, STANDARDISED)
                .export(1.5));

        assertThat(operators)
                .containsOnlyOnce("Add", "QLinearGlobalAveragePool")
                .contains("QLinearConv", "QLinearAdd", "QGemm")
                .doesNotContain("FusedConv", "Gemm", "MatMul", "MaxPool", "GlobalAveragePool", "DequantizeLinear");
        assertThat(operators).filteredOn("Conv"::equals).hasSize(2);
        assertThat(operators).filteredOn("QuantizeLinear"::equals).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("designs")
    void ourNetworksAnswerInBytesAlmostAsInFloats(NetworkDesign design) {
        assertClose(RandomNetworks.of(design, 0.3), 0.01);
        assertClose(RandomNetworks.of(design, -1.2), 0.01);
    }

    @Test
    void smallRandomNetworksAnswerInBytesAlmostAsInFloats() {
        long seed = Long.getLong("quantisation.seed", 20);
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            assertClose(network(random), 0.005, "network %d of seed %d".formatted(i, seed));
        }
    }

    /** As a short training leaves them: batch normalisation divides by what hardly differs from nothing. */
    @ParameterizedTest
    @CsvSource({"1, -50", "1, -2.5", "-1, -50", "-1, -2.5"})
    void unitsThatHardlyEverFireLeaveTheOthersAsFineAsTheyAre(double gamma, double bias) {
        Model network = RandomNetworks.of(
                0.2,
                convolution(6),
                new BatchNormalization(),
                convolution(6),
                new BatchNormalization(),
                new DenseLayer.Builder().nOut(12).activation(Activation.RELU).build(),
                new BatchNormalization(),
                output());
        for (int layer = 0; layer < 6; layer += 2) {
            network.getParam(layer + "_b").putScalar(0, bias);
            network.getParam(layer + 1 + "_gamma").putScalar(0, gamma);
            network.getParam(layer + 1 + "_mean").putScalar(0, 0);
            network.getParam(layer + 1 + "_log10stdev").putScalar(0, -4);
        }

        assertClose(network, 0.01);
    }

    @Test
    void depthwiseConvolutionsAnswerInBytesAlmostAsInFloats() {
        assertClose(RandomNetworks.of(-1, OnnxExportTest.depthwiseLayers()), 0.01);
        assertClose(RandomNetworks.of(0.3, OnnxExportTest.depthwiseLayers()), 0.01);
    }

    @Test
    void aBatchNormalisationBeforeAnyLayerStaysInFloats() throws IOException {
        Model network = RandomNetworks.of(-1, new BatchNormalization(), convolution(4), output());

        byte[] quantised = Quantisation.of(network, IMAGES, PixelScaling.UNIT).export(1);

        assertThat(operators(quantised)).contains("BatchNormalization");
        assertClose(network, 0.005);
    }

    @Test
    void weightsTakeAQuarter() {
        Model network = RandomNetworks.of(new CompactCnn(), 0.3);

        int floats = OnnxExport.export(network, 1).length;

        assertThat(Quantisation.of(network, IMAGES, STANDARDISED).export(1))
                .hasSizeBetween(floats / 4, floats * 27 / 100);
    }

    @Test
    void theSameNetworkAndImagesGiveTheSameBytes() {
        Model network = RandomNetworks.of(new CompactCnn(), 0.3);

        assertThat(Quantisation.of(network, IMAGES, STANDARDISED).export(1.1))
                .isEqualTo(Quantisation.of(network, IMAGES, STANDARDISED).export(1.1));
    }

    @Test
    void zeroIsExactlyAByteWhateverTheRange() {
        assertThat(ByteScale.covering(-1, 3).zeroPoint()).isEqualTo(64);
        assertThat(ByteScale.covering(2, 5)).isEqualTo(new ByteScale(5f / 255, 0));
        assertThat(ByteScale.covering(-5, -2).zeroPoint()).isEqualTo(255);
        assertThat(ByteScale.covering(0, 0)).isEqualTo(new ByteScale(1, 0));
        assertThat(ByteScale.covering(0, 1).largest()).isEqualTo(1, within(1e-6f));
    }

    /** Two blocks, with or without pooling and padding between them. */
    private static Model network(Random random) {
        var pooling = new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
        double smallestGamma = random.nextBoolean() ? 0.2 : -1;
        int channels = 2 + random.nextInt(6);
        var second =
                new DenseLayer.Builder().nOut(12).activation(Activation.RELU).build();
        return random.nextBoolean()
                ? RandomNetworks.of(
                        smallestGamma,
                        convolution(channels),
                        new BatchNormalization(),
                        pooling,
                        convolution(3 + channels),
                        new BatchNormalization(),
                        second,
                        output())
                : RandomNetworks.of(
                        smallestGamma,
                        convolution(channels),
                        new BatchNormalization(),
                        convolution(1 + channels),
                        pooling,
                        second,
                        new BatchNormalization(),
                        output());
    }

    private static ConvolutionLayer convolution(int channels) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(channels)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }

    private static OutputLayer output() {
        return new OutputLayer.Builder().nOut(10).activation(Activation.SOFTMAX).build();
    }

    private static void assertClose(Model network, double tolerance) {
        assertClose(network, tolerance, "");
    }

    /** {@code tolerance} is the share of what lies between the logits of an image. */
    private static void assertClose(Model network, double tolerance, String which) {
        byte[] quantised = Quantisation.of(network, IMAGES, STANDARDISED).export(1);

        float[][] expected = logits(OnnxExport.export(network, 1));
        double share = largestDifference(expected, logits(quantised)) / spread(expected);

        assertThat(share).as(which).isBetween(1e-9, tolerance);
    }

    private static double spread(float[][] logits) {
        return Stream.of(logits).mapToDouble(QuantisationTest::spread).max().orElseThrow();
    }

    private static double spread(float[] logits) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            lowest = Math.min(lowest, logit);
            highest = Math.max(highest, logit);
        }
        return highest - lowest;
    }

    private static long affine(List<Step> steps) {
        return steps.stream().filter(ChannelAffine.class::isInstance).count();
    }

    private static byte[] floats(List<Step> steps) {
        OnnxGraph graph = new OnnxGraph();
        steps.forEach(step -> step.appendTo(graph));
        return graph.finish(1);
    }

    private static float[][] logits(byte[] network) {
        try (OnnxScorer scorer = new OnnxScorer(network, STANDARDISED, 1)) {
            return scorer.logits(IMAGES);
        }
    }

    private static double largestDifference(float[][] expected, float[][] found) {
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < 10; k++) {
                largest = Math.max(largest, Math.abs(expected[i][k] - found[i][k]));
            }
        }
        return largest;
    }

    /** What ONNX Runtime makes of it on this machine. */
    private List<String> optimised(byte[] network) throws IOException, OrtException {
        Path file = folder.resolve("optimised.onnx");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizedModelFilePath(file.toString());
            OrtEnvironment.getEnvironment().createSession(network, options).close();
        }
        return operators(Files.readAllBytes(file));
    }

    private static List<String> operators(byte[] network) throws IOException {
        return ModelProto.parseFrom(network).getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .toList();
    }
}
