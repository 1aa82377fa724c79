package io.fashionstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Classes;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.network.NetworkDesigns;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContendersTest {
    private static final int BATCH = 20;

    static Stream<NetworkDesign> designs() {
        return NetworkDesigns.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("designs")
    void thePeerHasTheSameLayersAndLearns(NetworkDesign design) throws Exception {
        TrainingBatches batches = new TrainingBatches(sample().training(), BATCH, 4);

        try (PeerContender peer = new PeerContender(design, BATCH, 1e-3)) {
            Round first = Round.of(peer, batches, BATCH, 0, 0);
            for (int step = 1; step < 12; step++) {
                peer.step(batches.images(step), batches.targets(step));
            }
            Round last = Round.of(peer, batches, BATCH, 12, 0);

            assertThat(peer.parameters())
                    .isEqualTo(design.layerTable(Classes.FASHION_MNIST.size()).parameters());
            assertThat(last.loss()).isLessThan(first.loss());
        }
    }

    private static DataSet sample() throws Exception {
        return FashionMnist.read(
                Path.of(Objects.requireNonNull(ContendersTest.class.getResource("/fashion-mnist-sample"))
                        .toURI()));
    }
}
