package io.fashionstream.trainer.training.compiled;

import static io.fashionstream.trainer.training.compiled.ReferenceLayers.convolution;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.dense;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.depthwise;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.dropout;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.globalPooling;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.normalisation;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.output;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.pooling;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.relu;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.strided;
import static io.fashionstream.trainer.training.compiled.ReferenceLayers.unbiased;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.SIDE;
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
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

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

        assertThat(GradientDifference.largest(network, SIDE)).as(kind).isLessThan(1e-4);
    }

    @Test
    void gradientsOfTheWholeNetworksAreThoseOfADoublePrecisionNetwork() {
        for (NetworkDesign design : NetworkDesigns.ALL) {
            Model network = withoutDropout(design);

            assertThat(GradientDifference.largest(network, 28))
                    .as(design.name())
                    .isLessThan(1e-3);
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
}
