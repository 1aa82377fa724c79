package io.fashionstream.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class PairCnnTest {
    private static final int CLASSES = 7;
    private static final PairCnn PAIR = new PairCnn();

    private final TrainedNetwork compact = trained(new CompactCnn(), 1.4);
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
