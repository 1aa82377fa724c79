package io.fashionstream.trainer.training.compiled;

import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.SIDE;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.images;
import static io.fashionstream.trainer.training.compiled.ReferenceNetworks.targets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

class ParameterUpdateTest {
    private static final int BATCH = 8;
    private static final int STEPS = 5;

    static Stream<Arguments> learning() {
        return Stream.of(
                Arguments.of("Adam", builder().updater(new Adam(1e-2))),
                Arguments.of(
                        "Adam with weight decay",
                        builder().updater(new Adam(1e-2)).weightDecay(0.1, true)),
                Arguments.of(
                        "Adam with decay apart from the rate",
                        builder().updater(new Adam(1e-2)).weightDecay(0.01, false)),
                Arguments.of("Nesterov", builder().updater(new Nesterovs(1e-2, 0.9))),
                Arguments.of(
                        "Nesterov with L2",
                        builder().updater(new Nesterovs(1e-2, 0.9)).l2(0.1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("learning")
    void stepsOfTwoReplicasEndWhereDeeplearning4jsUpdaterEnds(String name, NeuralNetConfiguration.Builder learning) {
        MultiLayerNetwork network = ReferenceNetworks.network(layers(), learning.clone(), SIDE);
        MultiLayerNetwork reference = ReferenceNetworks.network(layers(), learning.clone(), SIDE);
        reference.params().assign(network.params());

        try (CompiledTraining training = new CompiledTraining(network, SIDE, BATCH, 2)) {
            for (int i = 0; i < STEPS; i++) {
                training.step(images(BATCH, SIDE, i), targets(BATCH, i), 1e-2, i);
            }
        }
        stepsOfDeeplearning4j(reference);

        assertThat(distance(network.params(), reference.params())).as(name).isLessThan(1e-5);
        assertThat(distance(
                        network.getUpdater().getStateViewArray(),
                        reference.getUpdater().getStateViewArray()))
                .as(name)
                .isLessThan(1e-4);
        assertThat(network.getLayerWiseConfigurations().getIterationCount()).isEqualTo(STEPS);
    }

    @Test
    void theSameStepsGiveTheSameBits() {
        assertThat(parametersAfterSteps()).isEqualTo(parametersAfterSteps());
    }

    @Test
    void anUnknownUpdaterIsRefusedWithTheWayOut() {
        MultiLayerNetwork network =
                ReferenceNetworks.network(layers(), builder().updater(new Sgd()), SIDE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CompiledTraining(network, SIDE, BATCH, 2))
                .withMessageContaining("updater must be Adam or Nesterovs, got Sgd")
                .withMessageContaining("--engine fit");
    }

    @Test
    void anUnknownRegularisationIsRefused() {
        MultiLayerNetwork network = ReferenceNetworks.network(
                layers(), builder().updater(new Adam()).l1(0.1), SIDE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CompiledTraining(network, SIDE, BATCH, 2))
                .withMessageContaining("regularisation must be L2 or weight decay, got L1Regularization");
    }

    private static float[] parametersAfterSteps() {
        MultiLayerNetwork network = ReferenceNetworks.network(layers());
        try (CompiledTraining training = new CompiledTraining(network, SIDE, BATCH, 2)) {
            for (int i = 0; i < STEPS; i++) {
                training.step(images(BATCH, SIDE, i), targets(BATCH, i), 1e-2, i);
            }
        }
        return network.params().dup().data().asFloat();
    }

    /** The mean of the replicas' gradients, handed to Deeplearning4j's updater as if it were one replica's. */
    private static void stepsOfDeeplearning4j(MultiLayerNetwork network) {
        int half = BATCH / 2;
        CompiledNetwork compiled = new CompiledNetwork(network, half, SIDE);
        network.initGradientsView();
        for (int i = 0; i < STEPS; i++) {
            float[] images = images(BATCH, SIDE, i);
            float[] targets = targets(BATCH, i);
            network.setInput(org.nd4j.linalg.factory.Nd4j.zeros(1, 1, SIDE, SIDE));
            network.setLabels(org.nd4j.linalg.factory.Nd4j.zeros(1, 10));
            network.computeGradientAndScore();
            INDArray mean = network.getFlattenedGradients();
            mean.assign(0);
            for (int replica = 0; replica < 2; replica++) {
                compiled.learn(part(images, replica), part(targets, replica), i);
                mean.addi(compiled.gradients().reshape(mean.shape()).mul(0.5));
            }
            network.getUpdater().update(network, network.gradient(), i, 0, half, LayerWorkspaceMgr.noWorkspaces());
            network.params().subi(mean.reshape(network.params().shape()));
        }
    }

    private static float[] part(float[] values, int replica) {
        int half = values.length / 2;
        return Arrays.copyOfRange(values, replica * half, (replica + 1) * half);
    }

    private static double distance(INDArray actual, INDArray expected) {
        return actual.sub(expected).norm2Number().doubleValue()
                / expected.norm2Number().doubleValue();
    }

    private static NeuralNetConfiguration.Builder builder() {
        return new NeuralNetConfiguration.Builder().seed(7);
    }

    private static List<Layer> layers() {
        return List.of(
                new ConvolutionLayer.Builder(3, 3)
                        .nOut(4)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(Activation.RELU)
                        .build(),
                new BatchNormalization.Builder().build(),
                new DenseLayer.Builder().nOut(12).activation(Activation.RELU).build(),
                new OutputLayer.Builder()
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build());
    }
}
