package io.fashionstream.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class PairCnnTest {
    private static final int CLASSES = 7;
    private static final PairCnn PAIR = new PairCnn();

    private final TrainedNetwork compact = withUnitsThatAreConstant(trained(new CompactCnn(), 1.4));
    private final TrainedNetwork residual = trained(new ResidualCnn(), 0.8);

    @BeforeAll
    static void activate() {
        NativeBackend.activate();
    }

    @Test
    void aPairGivesTheMeanOfItsMembersCalibratedLogitsWhicheverIsNamedFirst() {
        INDArray images = Nd4j.rand(DataType.FLOAT, 3, 1, 28, 28);
        INDArray mean = logits(compact, images).add(logits(residual, images)).div(2);
        INDArray expected = Transforms.softmax(mean);

        for (List<TrainedNetwork> members : List.of(List.of(compact, residual), List.of(residual, compact))) {
            Model pair = network(PAIR);
            PAIR.startFrom(pair, members);

            assertThat(new EitherNetwork(pair).output(images).distance1(expected))
                    .isCloseTo(0, within(1e-5));
        }
    }

    /** All units that are left out of {@link #compact} give one value each, whatever the image. */
    private static TrainedNetwork withUnitsThatAreConstant(TrainedNetwork member) {
        MultiLayerNetwork network = (MultiLayerNetwork) member.network();
        Layer normalisation = network.getLayer(network.getnLayers() - 3);
        Random random = new Random(4);
        for (int unit = 0; unit < 256; unit++) {
            normalisation.getParam("gamma").putScalar(unit, unit % 8 < 3 ? 0 : 1 + random.nextDouble());
            normalisation.getParam("beta").putScalar(unit, random.nextGaussian());
        }
        return member;
    }

    @Test
    void unitsThatMoveTheLogitsMostStayInTheOrderThatTheyHad() {
        MultiLayerNetwork from = (MultiLayerNetwork) compact.network();
        MultiLayerNetwork to =
                (MultiLayerNetwork) new CompactCnn(100).network(new NeuralNetConfiguration.Builder().seed(9), CLASSES);
        Layer normalisation = from.getLayer(from.getnLayers() - 3);
        for (int unit = 0; unit < 256; unit++) {
            normalisation.getParam("gamma").putScalar(unit, unit % 2 == 0 && unit < 200 ? -2 : 0.001);
        }

        FewerUnits.copy(from, to);

        int dense = from.getnLayers() - 4;
        for (int i = 0; i < 100; i++) {
            assertThat(to.getLayer(dense).getParam("W").getColumn(i))
                    .isEqualTo(from.getLayer(dense).getParam("W").getColumn(2L * i));
            assertThat(to.getLayer(dense + 3).getParam("W").getRow(i))
                    .isEqualTo(from.getLayer(dense + 3).getParam("W").getRow(2L * i));
        }
        assertThat(to.getLayer(0).getParam("W")).isEqualTo(from.getLayer(0).getParam("W"));
    }

    @Test
    void aPairStartsFromAPair() {
        Model first = network(PAIR);
        PAIR.startFrom(first, List.of(compact, residual));
        Model second = network(PAIR);

        PAIR.startFrom(second, List.of(new TrainedNetwork(PAIR.name(), first, 1.2)));

        assertThat(second.params()).isEqualTo(first.params());
    }

    @Test
    void aPairNeedsOneOfEach() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PAIR.startFrom(network(PAIR), List.of(compact, compact)))
                .withMessage("pair-cnn starts from one model of its own kind, or from one of each of [compact-cnn,"
                        + " residual-cnn], got [compact-cnn, compact-cnn]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PAIR.startFrom(network(PAIR), List.of(compact)))
                .withMessageContaining(
                        "the network to start from has " + compact.network().numParams());
    }

    @Test
    void membersOfAnotherShapeAreRefused() {
        Model tenClasses = new ResidualCnn().network(new NeuralNetConfiguration.Builder(), 10);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PAIR.startFrom(
                        network(PAIR), List.of(compact, new TrainedNetwork("residual-cnn", tenClasses, 1))))
                .withMessage("expected W of layer dense of residual-cnn to have the shape [80, 7], found [80, 10]");
    }

    @Test
    void otherNetworksStartFromOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CompactCnn().startFrom(network(new CompactCnn()), List.of(compact, compact)))
                .withMessage("compact-cnn starts from one model, got 2");
    }

    private static INDArray logits(TrainedNetwork member, INDArray images) {
        INDArray probabilities = new EitherNetwork(member.network()).output(images);
        return Transforms.log(probabilities).div(member.temperature());
    }

    private static TrainedNetwork trained(NetworkDesign design, double temperature) {
        return new TrainedNetwork(design.name(), network(design), temperature);
    }

    private static Model network(NetworkDesign design) {
        return design.network(new NeuralNetConfiguration.Builder().seed(2), CLASSES);
    }
}
