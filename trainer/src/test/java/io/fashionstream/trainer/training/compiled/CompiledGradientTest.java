package io.fashionstream.trainer.training.compiled;

import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.SIDE;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.gradients;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.graph;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.images;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.network;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.stir;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.targets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.Classes;
import io.fashionstream.trainer.network.EitherNetwork;
import io.fashionstream.trainer.network.GraphDesign;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.network.NetworkDesigns;
import io.fashionstream.trainer.network.SequentialDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class CompiledGradientTest {
    private static final int BATCH = 6;

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of("output alone", List.of(output())),
                Arguments.of("dense", List.of(dense(Activation.RELU), output())),
                Arguments.of("dense without activation", List.of(dense(Activation.IDENTITY), output())),
                Arguments.of("batch norm of units", List.of(dense(Activation.RELU), normalisation(), output())),
                Arguments.of("convolution of the gray input", List.of(convolution(3, 5), output())),
                Arguments.of("convolution of channels", List.of(convolution(3, 5), convolution(3, 4), output())),
                Arguments.of("kernel of 5", List.of(convolution(5, 3), convolution(5, 4), output())),
                Arguments.of(
                        "batch norm of channels",
                        List.of(convolution(3, 5), normalisation(), convolution(3, 4), normalisation(), output())),
                Arguments.of("batch norm of the input", List.of(normalisation(), convolution(3, 4), output())),
                Arguments.of("pooling after ReLU", List.of(convolution(3, 4), pooling(), output())),
                Arguments.of(
                        "convolution without bias",
                        List.of(unbiased(4), normalisation(), relu(), unbiased(3), normalisation(), output())),
                Arguments.of("strides of an even size", List.of(convolution(3, 4), strided(5), output())),
                Arguments.of(
                        "strides of an odd size",
                        List.of(convolution(3, 4), strided(5), strided(4), strided(3), output())),
                Arguments.of("strides over the gray input", List.of(strided(5), convolution(3, 3), output())),
                Arguments.of(
                        "depthwise convolution",
                        List.of(convolution(3, 4), depthwise(1, 1), normalisation(), output())),
                Arguments.of(
                        "two outputs of each channel, strided", List.of(convolution(3, 3), depthwise(2, 2), output())),
                Arguments.of("global average pooling", List.of(convolution(3, 4), globalPooling(), output())),
                Arguments.of("pooling of the input", List.of(pooling(), convolution(3, 4), output())),
                Arguments.of(
                        "pooling after batch norm", List.of(convolution(3, 4), normalisation(), pooling(), output())),
                Arguments.of(
                        "ReLU layer after batch norm",
                        List.of(convolution(3, 4), normalisation(), relu(), convolution(3, 3), output())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void gradientsOfALayerKindAreThoseOfADoublePrecisionNetwork(String kind, List<Layer> layers) {
        MultiLayerNetwork network = network(layers);
        stir(network);

        assertThat(largestDifference(network, SIDE)).as(kind).isLessThan(1e-4);
    }

    static Stream<Arguments> graphs() {
        return Stream.of(
                Arguments.of("a block and its input", residual(block(), List.of())),
                Arguments.of("the input first", residual(List.of(), block())),
                Arguments.of("two branches", residual(block(), List.of(unbiased(4)))),
                Arguments.of("a block that begins with ReLU", residual(List.of(relu(), unbiased(4)), List.of())),
                Arguments.of(
                        "branches that both work in place",
                        residual(List.of(relu(), unbiased(4), relu()), List.of(relu()))));
    }

    @Test
    void twoNetworksMayReadTheInputAndAddTheirLogits() {
        ComputationGraph network = graph(builder -> {
            line(builder, "images", "one", List.of(convolution(3, 4), normalisation(), logits()));
            line(builder, "images", "other", List.of(unbiased(3), relu(), logits()));
            builder.addVertex("logits", sum(), "one", "other");
            builder.addLayer("end", loss(), "logits");
        });
        stir(network);

        assertThat(largestDifference(network, SIDE)).isLessThan(1e-4);
    }

    @Test
    void theInputMayBeAddedToWhatALayerMakesOfIt() {
        ComputationGraph network = graph(builder -> {
            line(builder, "images", "block", List.of(unbiased(1), relu()));
            builder.addVertex("sum", sum(), "block", "images");
            builder.addVertex("reversed", sum(), "images", "sum");
            line(builder, "reversed", "last", List.of(unbiased(3), relu()));
            builder.addLayer("end", output(), "last");
        });
        stir(network);

        assertThat(largestDifference(network, SIDE)).isLessThan(1e-4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void gradientsOfASumAreThoseOfADoublePrecisionGraph(String kind, ComputationGraph network) {
        stir(network);

        assertThat(largestDifference(network, SIDE)).as(kind).isLessThan(1e-4);
    }

    @Test
    void gradientsOfABlockInABlockAreThoseOfADoublePrecisionGraph() {
        ComputationGraph network = graph(builder -> {
            line(builder, "images", "stem", List.of(unbiased(3)));
            line(builder, "stem", "outer", List.of(unbiased(3), normalisation()));
            line(builder, "outer", "inner", List.of(unbiased(3), relu()));
            builder.addVertex("inner sum", sum(), "outer", "inner");
            line(builder, "inner sum", "after", List.of(relu(), unbiased(3)));
            builder.addVertex("outer sum", sum(), "after", "stem");
            line(builder, "outer sum", "pooled", List.of(relu(), globalPooling()));
            builder.addLayer("end", output(), "pooled");
        });
        stir(network);

        assertThat(largestDifference(network, SIDE)).isLessThan(1e-4);
    }

    private static List<Layer> block() {
        return List.of(convolution(3, 4), normalisation());
    }

    /** Two convolutions around the sum of two branches. */
    private static ComputationGraph residual(List<Layer> first, List<Layer> second) {
        return graph(builder -> {
            line(builder, "images", "stem", List.of(unbiased(4)));
            String one = line(builder, "stem", "first", first);
            String other = line(builder, "stem", "second", second);
            builder.addVertex("sum", sum(), one, other);
            line(builder, "sum", "last", List.of(relu(), unbiased(3)));
            builder.addLayer("end", output(), "last");
        });
    }

    /** Adds layers one after the other; the last of them has the name. */
    private static String line(
            ComputationGraphConfiguration.GraphBuilder graph, String from, String name, List<Layer> layers) {
        String before = from;
        for (int i = 0; i < layers.size(); i++) {
            String next = i == layers.size() - 1 ? name : name + i;
            graph.addLayer(next, layers.get(i), before);
            before = next;
        }
        return before;
    }

    private static ElementWiseVertex sum() {
        return new ElementWiseVertex(ElementWiseVertex.Op.Add);
    }

    @Test
    void gradientsOfTheWholeNetworksAreThoseOfADoublePrecisionNetwork() {
        for (NetworkDesign design : NetworkDesigns.ALL) {
            Model network = withoutDropout(design);

            assertThat(largestDifference(network, 28)).as(design.name()).isLessThan(1e-3);
        }
    }

    @Test
    void aPredictionIsTheOutputOfTheNetworkItself() {
        for (NetworkDesign design : NetworkDesigns.ALL) {
            Model network = design.network(learning(), Classes.FASHION_MNIST.size());
            stirStatistics(network);
            float[] images = images(BATCH, 28, 1);

            float[] logits = new CompiledNetwork(network, BATCH, 28).predict(images);

            var expected = new EitherNetwork(network).output(Nd4j.create(images, new long[] {BATCH, 1, 28, 28}, 'c'));
            for (int i = 0; i < BATCH; i++) {
                double[] probabilities = softmax(logits, i * 10);
                for (int c = 0; c < 10; c++) {
                    assertThat(probabilities[c]).isCloseTo(expected.getDouble(i, c), within(2e-5));
                }
            }
        }
    }

    @Test
    void withDropoutTheGradientIsTheSlopeOfTheLossUnderTheSameMask() {
        MultiLayerNetwork network =
                network(List.of(convolution(3, 5), dropout(), dense(Activation.RELU), dropout(), output()));
        CompiledNetwork compiled = new CompiledNetwork(network, BATCH, SIDE);
        assertGradientIsSlope(network, compiled, targets(BATCH, 2));
    }

    @Test
    void imagesThatWeighMoreThanOthersAddMoreToTheGradient() {
        MultiLayerNetwork network = network(List.of(convolution(3, 5), dense(Activation.RELU), output()));
        CompiledNetwork compiled = new CompiledNetwork(network, BATCH, SIDE);
        float[] targets = targets(BATCH, 2);
        for (int i = 0; i < targets.length; i++) {
            int image = i / 10;
            targets[i] *= 0.2f + image;
        }

        assertGradientIsSlope(network, compiled, targets);
    }

    private static void assertGradientIsSlope(MultiLayerNetwork network, CompiledNetwork compiled, float[] targets) {
        float[] images = images(BATCH, SIDE, 1);
        compiled.learn(images, targets, 99);
        var direction = compiled.gradients().dup();
        double slope = direction.mul(direction).sumNumber().doubleValue();
        var step = direction
                .mul(1e-3 / direction.norm2Number().doubleValue())
                .reshape(network.params().shape());

        network.params().addi(step);
        double above = compiled.learn(images, targets, 99).loss();
        network.params().subi(step.mul(2));
        double below = compiled.learn(images, targets, 99).loss();

        double measured = (above - below) / 2e-3 * direction.norm2Number().doubleValue();
        assertThat(measured / slope).isCloseTo(1, within(0.01));
    }

    @Test
    void dropoutDropsItsShareAnotherOneInEveryStepAndNothingInPrediction() {
        Activations ones = Activations.allocate(50, 400);
        DropoutStep dropout = new DropoutStep(ones, 0.75, 4);

        double firstSum = sumAfter(dropout, ones, new LayerStep.Pass(true, 1));
        float[] first = ones.values().dup().data().asFloat();
        sumAfter(dropout, ones, new LayerStep.Pass(true, 2));
        float[] second = ones.values().dup().data().asFloat();

        assertThat(firstSum).isCloseTo(20_000, within(300.0));
        assertThat(first).containsOnly(0f, 1 / 0.75f).isNotEqualTo(second);
        assertThat(sumAfter(dropout, ones, LayerStep.Pass.PREDICTION)).isEqualTo(20_000);
    }

    private static double sumAfter(DropoutStep dropout, Activations ones, LayerStep.Pass pass) {
        ones.values().assign(1);
        dropout.forward(pass);
        return ones.values().sumNumber().doubleValue();
    }

    /** Largest difference of a gradient, relative to the largest gradient of the same parameter vector. */
    private static double largestDifference(Model network, int side) {
        float[] images = images(BATCH, side, 1);
        float[] targets = targets(BATCH, 2);
        double[] expected = gradients(network, images, targets);
        CompiledNetwork compiled = new CompiledNetwork(network, BATCH, side);
        compiled.learn(images, targets, 1);
        float[] actual = compiled.gradients().data().asFloat();
        double worst = 0;
        for (ParameterSpan span : ParameterSpan.of(network)) {
            worst = Math.max(worst, difference(expected, actual, span.from(), span.to()));
        }
        return worst;
    }

    private static double difference(double[] expected, float[] actual, int from, int to) {
        double scale = 1e-3;
        double difference = 0;
        for (int i = from; i < to; i++) {
            scale = Math.max(scale, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
        }
        return difference / scale;
    }

    private static void stirStatistics(Model network) {
        CompiledNetwork compiled = new CompiledNetwork(network, BATCH, 28);
        ParameterUpdate update = new ParameterUpdate(network, List.of(compiled));
        for (int i = 0; i < 3; i++) {
            compiled.learn(images(BATCH, 28, i), targets(BATCH, i), i);
            update.apply(0, 1, 1e-3, i);
        }
    }

    private static NeuralNetConfiguration.Builder learning() {
        return new NeuralNetConfiguration.Builder().seed(5).updater(new Adam());
    }

    private static Model withoutDropout(NetworkDesign design) {
        if (!(design instanceof SequentialDesign sequence)) {
            return withoutDropout((GraphDesign) design);
        }
        List<Layer> kept = new ArrayList<>(sequence.layers(Classes.FASHION_MNIST.size()));
        kept.removeIf(DropoutLayer.class::isInstance);
        return network(kept, learning(), 28);
    }

    private static Model withoutDropout(GraphDesign design) {
        var configuration = design.configuration(learning(), Classes.FASHION_MNIST.size());
        configuration.getVertices().values().forEach(vertex -> {
            if (vertex instanceof LayerVertex layer
                    && layer.getLayerConf().getLayer() instanceof DropoutLayer dropout) {
                dropout.setIDropout(new Dropout(1));
            }
        });
        ComputationGraph network = new ComputationGraph(configuration);
        network.init();
        return network;
    }

    private static double[] softmax(float[] logits, int from) {
        double[] result = new double[10];
        double sum = 0;
        for (int c = 0; c < 10; c++) {
            result[c] = Math.exp(logits[from + c]);
            sum += result[c];
        }
        for (int c = 0; c < 10; c++) {
            result[c] /= sum;
        }
        return result;
    }

    private static Layer convolution(int kernel, int channels) {
        return new ConvolutionLayer.Builder(kernel, kernel)
                .nOut(channels)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }

    private static Layer unbiased(int channels) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(channels)
                .convolutionMode(ConvolutionMode.Same)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static Layer strided(int channels) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(channels)
                .stride(2, 2)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }

    private static Layer depthwise(int outputsOfEach, int stride) {
        return new DepthwiseConvolution2D.Builder(3, 3)
                .depthMultiplier(outputsOfEach)
                .stride(stride, stride)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }

    private static Layer globalPooling() {
        return new GlobalPoolingLayer.Builder(PoolingType.AVG).build();
    }

    private static Layer normalisation() {
        return new BatchNormalization.Builder().build();
    }

    private static Layer relu() {
        return new ActivationLayer(Activation.RELU);
    }

    private static Layer pooling() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    private static Layer dropout() {
        return new DropoutLayer(0.7);
    }

    private static Layer dense(Activation activation) {
        return new DenseLayer.Builder().nOut(12).activation(activation).build();
    }

    private static Layer logits() {
        return new DenseLayer.Builder().nOut(10).activation(Activation.IDENTITY).build();
    }

    private static Layer loss() {
        return new LossLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static Layer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(10)
                .activation(Activation.SOFTMAX)
                .weightInit(WeightInit.XAVIER)
                .build();
    }
}
