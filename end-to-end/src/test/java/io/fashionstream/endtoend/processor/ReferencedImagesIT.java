package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static io.fashionstream.event.RejectionReason.FORBIDDEN_REFERENCE;
import static io.fashionstream.event.RejectionReason.TOO_MANY_BYTES;
import static io.fashionstream.event.RejectionReason.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.monitoring.Scrape;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.replay.Replay;
import io.fashionstream.stream.replay.ReplayOutcome;
import io.fashionstream.stream.replay.Selection;
import io.fashionstream.testkit.catalogue.PictureServer;
import io.fashionstream.testkit.catalogue.PictureServer.Manner;
import io.fashionstream.testkit.process.ProcessorJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Images by reference through a real broker, from a server that is good, slow, wrong or gone. */
@ExtendWith(SharedBroker.class)
class ReferencedImagesIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<Manner> MANNERS = List.of(Manner.values());
    private static final Map<Manner, RejectionReason> REASONS = Map.of(
            Manner.SHORT, UNREACHABLE,
            Manner.OUT, FORBIDDEN_REFERENCE,
            Manner.RESET, UNREACHABLE,
            Manner.LARGE, TOO_MANY_BYTES,
            Manner.MISSING, UNREACHABLE,
            Manner.SILENT, UNREACHABLE);

    @TempDir
    private Path folder;

    private KafkaConnection kafka;
    private Topics topics;
    private Deployment deployment;

    @BeforeEach
    void releaseAModel(KafkaConnection kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
        deployment = new Deployment(kafka, topics, 3, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
    }

    private static Map<String, String> fetching(PictureServer server, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "dataref.prefixes", server.prefix(),
                "dataref.networks", "127.0.0.0/8",
                "stream.threads", "1"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    @Test
    void theFetchesOfAPollRunTogetherAndLabelsKeepTheirOrder() throws Exception {
        int count = 600;
        try (PictureServer server = new PictureServer(0, Duration.ofMillis(50), ImageStream::image);
                ImageStream images = deployment.images(7, number -> server.location(Manner.GOOD, number))) {
            images.publish(count);
            try (StreamProcessor processor = deployment.start("fetching", fetching(server))) {
                Deployment.requireOneRightLabelEach(deployment.awaitLabels(count), count);

                assertThat(server.requests()).isEqualTo(count);
                // One after the other would take half a minute.
                assertThat(server.mostWaiting()).isBetween(20, 64);
                assertThat(processor.figures().batchSizes().max()).isGreaterThan(8);
                Scrape scrape = Scrape.of(processor.address());
                assertThat(scrape.values("fashion_stream_dataref_fetch_seconds_count"))
                        .containsExactly(600.0);
            }
        }
    }

    @Test
    void whateverTheServerDoesEachImageHasItsOneAnswer() {
        int count = 160;
        try (PictureServer server = new PictureServer(0, Duration.ofMillis(5), ImageStream::image);
                ImageStream images = deployment.images(5, number -> location(server, number));
                StreamProcessor processor = deployment.start(
                        "fetching", fetching(server, "dataref.attempt.ms", "300", "dataref.timeout.ms", "900"))) {
            images.publish(count);

            List<RejectedImage> rejections = deployment.awaitRejections(count * 6 / 16);
            List<ImageLabel> labels = deployment.awaitLabels(count * 10 / 16);

            assertThat(rejections)
                    .hasSize(60)
                    .extracting(RejectedImage::imageEventId)
                    .doesNotHaveDuplicates();
            assertThat(rejections)
                    .allSatisfy(rejection -> assertThat(rejection.reason())
                            .as(rejection.detail())
                            .isEqualTo(REASONS.get(manner(number(String.valueOf(rejection.imageEventId()))))));
            assertThat(labels).hasSize(100).extracting(ImageLabel::imageEventId).doesNotHaveDuplicates();
            assertThat(labels)
                    .allMatch(label -> !REASONS.containsKey(manner(number(label.imageEventId()))))
                    .allMatch(label ->
                            label.category().equals(Classes.FASHION_MNIST.category(number(label.imageEventId()) % 10)));
            assertThat(processor.figures().rejections()).isEqualTo(60);
        }
    }

    /** Of 16 images, 8 manners of serving and 8 that their events carry. */
    private static @Nullable String location(PictureServer server, int number) {
        return number % 16 >= 8 ? null : server.location(manner(number), number);
    }

    private static Manner manner(int number) {
        return number % 16 >= 8 ? Manner.GOOD : MANNERS.get(number % 16);
    }

    private static int number(String eventId) {
        return Integer.parseInt(eventId.substring("event-".length()));
    }

    @Test
    void aServerThatSaysNothingDelaysItsPartitionsByTheStatedTimeAndFencesNobody() {
        int count = 300;
        try (PictureServer server = new PictureServer(0, Duration.ZERO, ImageStream::image);
                ImageStream images = deployment.images(
                        9, number -> number % 3 == 0 ? server.location(Manner.SILENT, number) : null);
                StreamProcessor processor = deployment.start(
                        "fetching",
                        fetching(
                                server,
                                "max.poll.interval.ms",
                                "6000",
                                "dataref.fetches",
                                "4",
                                "dataref.attempt.ms",
                                "1000",
                                "dataref.timeout.ms",
                                "2000",
                                "dataref.poll.timeout.ms",
                                "3000"))) {
            assertThat(awaitReady(processor)).isTrue();
            long start = System.nanoTime();
            images.publish(count);

            assertThat(deployment.awaitLabels(200)).hasSize(200);
            assertThat(deployment.awaitRejections(100)).hasSize(100);

            // A few polls brought them, of which each may wait for 3 s.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            // A fenced task computes its images again.
            assertThat(processor.figures().labelled()).isEqualTo(200);
            assertThat(processor.figures().rejections()).isEqualTo(100);
        }
    }

    private static boolean awaitReady(StreamProcessor processor) {
        try {
            return processor.awaitReady(LONG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void whatAServerThatIsGoneDoesNotServeIsLabelledByAReplayWhenItIsBack() {
        PictureServer gone = new PictureServer(0, Duration.ZERO, ImageStream::image);
        int port = gone.port();
        gone.close();
        try (ImageStream images = deployment.images(4, number -> "http://127.0.0.1:" + port + "/good/" + number);
                StreamProcessor processor = deployment.start(
                        "fetching",
                        Map.of(
                                "dataref.prefixes", "http://127.0.0.1:" + port + "/",
                                "dataref.networks", "127.0.0.1",
                                "dataref.attempt.ms", "500",
                                "dataref.timeout.ms", "500"))) {
            images.publish(12);
            assertThat(deployment.awaitRejections(12))
                    .extracting(RejectedImage::reason)
                    .containsOnly(UNREACHABLE);

            List<ReplayOutcome> outcomes = new ArrayList<>();
            try (PictureServer back = new PictureServer(port, Duration.ZERO, ImageStream::image)) {
                new Replay(kafka, topics, LONG, outcomes::add)
                        .run(new Selection(Set.of(UNREACHABLE), Set.of(), Instant.EPOCH, Instant.MAX), LONG);
                assertThat(back.requests()).isEqualTo(12);
            }

            assertThat(outcomes).hasSize(12).allMatch(outcome -> outcome.fate() == ReplayOutcome.Fate.LABELLED);
            assertThat(deployment.labels())
                    .extracting(ImageLabel::imageEventId)
                    .doesNotHaveDuplicates()
                    .hasSize(12);
            assertThat(processor.figures().labelled()).isEqualTo(12);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProcessorThatIsKilledWhileItFetchesLosesAndDoublesNothing() throws Exception {
        int count = 500;
        try (PictureServer server = new PictureServer(0, Duration.ofMillis(100), ImageStream::image);
                ImageStream images = deployment.images(9, number -> server.location(Manner.GOOD, number))) {
            images.publish(count);
            Map<String, String> settings = fetching(
                    server,
                    "application.id",
                    topics.prefix() + "app",
                    "dataref.fetches",
                    "8",
                    "session.timeout.ms",
                    "3000",
                    "transaction.timeout.ms",
                    "5000");
            ProcessorJvm processor = ProcessorJvm.start("killed", kafka, topics, folder, settings);
            try {
                for (int kill = 1; kill <= 3; kill++) {
                    int seen = server.requests();
                    await().atMost(LONG).until(() -> server.requests() > seen + 40);
                    processor.kill();
                    processor = processor.startAgain();
                }
                Deployment.requireOneRightLabelEach(deployment.awaitLabels(count), count);
            } finally {
                processor.close();
            }
            assertThat(server.requests()).as("fetched again after a kill").isGreaterThan(count);
            assertThat(deployment.rejections()).isEmpty();
        }
    }
}
