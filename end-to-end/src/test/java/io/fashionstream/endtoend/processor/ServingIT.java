package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHALLENGER;
import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.ProcessorState;
import io.fashionstream.stream.StreamProcessor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
class ServingIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** What the embedded broker starts when it is first needed. */
    private static final Pattern BROKER_THREADS = Pattern.compile("(kafka-scheduler|executor|data-plane)-.*");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void everyImageOfABacklogGetsOneLabelInTheOrderOfItsProductAndBatchesForm(
            String protocol, KafkaConnection kafka, Topics topics) throws InterruptedException {
        Deployment deployment = new Deployment(kafka, topics, 3, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        try (ImageStream images = deployment.images(7);
                StreamProcessor processor =
                        new StreamProcessor(deployment.settings("one", Map.of("group.protocol", protocol)))) {
            images.publish(2_000);
            processor.start();
            assertThat(processor.awaitReady(LONG)).isTrue();

            List<ImageLabel> labels = deployment.awaitLabels(2_000);

            Deployment.requireOneRightLabelEach(labels, 2_000);
            assertThat(processor.figures().batchSizes().mean()).isGreaterThan(8);
            assertThat(processor.figures().batchSizes().max()).isEqualTo(64);
            assertThat(labels).extracting(ImageLabel::batchImages).contains(64).doesNotContainNull();
        }
    }

    @Test
    void withoutAModelItIsLiveAndNotReadyAndAFirstReleaseMakesItReady(KafkaConnection kafka, Topics topics)
            throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 1, folder);
        try (StreamProcessor processor = new StreamProcessor(deployment.settings("one", Map.of())).start()) {
            await().atMost(LONG).until(() -> processor.state() == ProcessorState.WAITING_FOR_MODEL);
            assertThat(status(processor, "health/live")).isEqualTo(200);
            assertThat(status(processor, "health/ready")).isEqualTo(503);

            deployment.release(CHAMPION, BandModels.numbered(1));

            assertThat(processor.awaitReady(LONG)).isTrue();
            assertThat(status(processor, "health/ready")).isEqualTo(200);
            assertThat(body(processor, "metrics")).contains("fashion_stream_batch_images", "kafka_consumer");
        }
    }

    @Test
    void theChallengersLabelsGoToTheirOwnTopicOnly(KafkaConnection kafka, Topics topics) throws InterruptedException {
        Deployment deployment = new Deployment(kafka, topics, 1, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        deployment.release(CHALLENGER, BandModels.numbered(2));
        try (ImageStream images = deployment.images(3);
                StreamProcessor processor =
                        new StreamProcessor(deployment.settings("one", Map.of("challenger.share", "1"))).start()) {
            await().atMost(LONG)
                    .until(() ->
                            processor.isReady() && processor.modelId(CHALLENGER).isPresent());

            images.publish(100);

            List<ImageLabel> official = deployment.awaitLabels(100);
            assertThat(official)
                    .allMatch(label ->
                            label.modelId().equals(BandModels.numbered(1).modelId()));
            assertThat(deployment.challengerLabels())
                    .hasSize(100)
                    .allMatch(label ->
                            label.modelId().equals(BandModels.numbered(2).modelId()));
        }
    }

    @Test
    void aClosedProcessorLeavesNoThreadBehind(KafkaConnection kafka, Topics topics) throws InterruptedException {
        Deployment deployment = new Deployment(kafka, topics, 1, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Set<Thread> own = new HashSet<>();
        try (StreamProcessor processor = new StreamProcessor(deployment.settings("one", Map.of())).start()) {
            assertThat(processor.awaitReady(LONG)).isTrue();
            own.addAll(Thread.getAllStackTraces().keySet());
            own.removeAll(before);
        }

        own.removeIf(thread -> BROKER_THREADS.matcher(thread.getName()).matches());
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(own).filteredOn(Thread::isAlive).isEmpty());
    }

    private static int status(StreamProcessor processor, String page) throws Exception {
        return get(processor, page).statusCode();
    }

    private static String body(StreamProcessor processor, String page) throws Exception {
        return get(processor, page).body();
    }

    private static HttpResponse<String> get(StreamProcessor processor, String page) throws Exception {
        URI address = processor.address().resolve(page);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
