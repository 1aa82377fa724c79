package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelRollout;
import io.fashionstream.event.ModelRollout.Serving;
import io.fashionstream.event.Precision;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.StreamProcessor;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class PrecisionIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int IMAGES = 200;
    private static final int ROUNDS = 20;

    @TempDir
    private Path folder;

    /** As on unlike machines, where {@code auto} would do so. */
    @Test
    void twoInstancesServeOneModelAtTwoPrecisionsAndEachLabelSaysWhich(KafkaConnection kafka, Topics topics)
            throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 4, folder);
        deployment.release(CHAMPION, BandModels.twice());
        try (ImageStream images = deployment.images(40);
                StreamProcessor trained = deployment.start("trained", Map.of("onnx.precision", "fp32"));
                StreamProcessor quantised = deployment.start("quantised", Map.of("onnx.precision", "int8"))) {
            assertThat(trained.awaitReady(LONG)).isTrue();
            assertThat(quantised.awaitReady(LONG)).isTrue();

            int count = 0;
            List<ImageLabel> labels = List.of();
            for (int round = 0; round < ROUNDS && precisions(labels).size() < 2; round++) {
                count = images.publish(IMAGES); // at first one of the two may have all partitions
                labels = deployment.awaitLabels(count);
            }

            Deployment.requireOneRightLabelEach(labels, count);
            assertThat(precisions(labels)).containsExactlyInAnyOrder(Precision.FP32, Precision.INT8);
            assertThat(labels)
                    .extracting(ImageLabel::modelId)
                    .containsOnly(BandModels.twice().modelId());
            assertThat(trained.precision(CHAMPION)).contains(Precision.FP32);
            assertThat(metrics(quantised))
                    .containsPattern("fashion_stream_model_info\\{alias=\"champion\",.*precision=\"int8\"");
        }
    }

    @Test
    void anInstanceThatMayChooseMeasuresBothNetworksAndSaysWhatItChose(KafkaConnection kafka, Topics topics)
            throws InterruptedException {
        Deployment deployment = new Deployment(kafka, topics, 1, folder);
        ModelArtifact old = BandModels.numbered(2);
        deployment.release(CHAMPION, BandModels.twice());
        try (StreamProcessor processor = deployment.start("one", Map.of())) {
            assertThat(processor.awaitReady(LONG)).isTrue();
            deployment.release(CHAMPION, old);
            assertThat(processor.awaitModel(CHAMPION, old.modelId(), LONG)).isTrue();
        }

        List<Serving> said = deployment.rollouts().stream()
                .map(ModelRollout::serving)
                .map(Objects::requireNonNull)
                .toList();
        assertThat(said).hasSize(2);
        assertThat(said.get(0).speeds())
                .extracting(speed -> speed.precision() + " " + speed.batchImages())
                .containsExactly("FP32 1", "INT8 1", "FP32 64", "INT8 64");
        assertThat(said.get(0).reason()).startsWith("int8 ran ");
        assertThat(said.get(1)).isEqualTo(new Serving(Precision.FP32, "the artifact holds no int8 network", List.of()));
    }

    private static Set<Precision> precisions(List<ImageLabel> labels) {
        return labels.stream()
                .map(label -> Objects.requireNonNull(label.precision()))
                .collect(Collectors.toSet());
    }

    private static String metrics(StreamProcessor processor) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(processor.address().resolve("metrics")).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
