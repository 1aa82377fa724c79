package io.fashionstream.endtoend.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.Category;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadType;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.command.StreamProcessorMain;
import io.fashionstream.testkit.process.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
class SendAndWatchIT {
    @TempDir
    Path folder;

    private KafkaConnection kafka;
    private Topics topics;

    @BeforeEach
    void createTopics(KafkaConnection kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
        TestTopics.create(kafka, topics, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "structured"})
    void filesBecomeProductImagesInEitherMode(String mode) throws IOException {
        Files.createDirectory(folder.resolve("sku-2"));
        Files.write(folder.resolve("sku-1.png"), new byte[] {1, 2, 3});
        Files.write(folder.resolve("sku-2/front.jpg"), new byte[] {4});

        CommandRun run = CommandRun.of(kafka, topics, "send", folder.toString(), "--mode", mode, "--category", "bag");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Sent 2 images to " + topics.productImages());
        List<ProductImage> images = published();
        assertThat(images).extracting(ProductImage::productId).containsExactlyInAnyOrder("sku-1", "sku-2");
        assertThat(images)
                .extracting(image -> image.declaredCategory().orElseThrow())
                .containsOnly(Category.BAG);
        assertThat(images)
                .filteredOn(image -> image.productId().equals("sku-1"))
                .allSatisfy(image -> {
                    assertThat(image.bytes()).containsExactly(1, 2, 3);
                    assertThat(image.contentType()).isEqualTo("image/png");
                });
    }

    @Test
    void withAJournalARunThatWasCutOffGoesOn() throws IOException {
        for (String name : List.of("sku-1.png", "sku-2.png", "sku-3.png")) {
            Files.write(folder.resolve(name), new byte[1]);
        }
        String journal = folder.resolve("journal").toString();
        CommandRun.of(kafka, topics, "send", folder.toString(), "--journal", journal, "--count", "1");

        CommandRun rest = CommandRun.of(kafka, topics, "send", folder.toString(), "--journal", journal);
        CommandRun nothing = CommandRun.of(kafka, topics, "send", folder.toString(), "--journal", journal);

        assertThat(rest.exitCode()).as(rest.err()).isZero();
        assertThat(rest.err()).contains("Sent before: 1 image; left: 2 images");
        assertThat(nothing.out()).startsWith("Sent 0 images");
        assertThat(published())
                .extracting(ProductImage::productId)
                .containsExactlyInAnyOrder("sku-1", "sku-2", "sku-3");
    }

    @Test
    void theCountHoldsAlsoWithoutAnEnd() throws IOException {
        Files.write(folder.resolve("sku-1.png"), new byte[1]);

        CommandRun run = CommandRun.of(kafka, topics, "send", folder.toString(), "--endless", "--count", "7");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(published()).hasSize(7);
    }

    @Test
    void whatIsTooLargeIsNamedAndTheRestIsSent() throws IOException {
        Files.write(folder.resolve("large.png"), new byte[TopicSpecs.MAX_IMAGE_BYTES]);
        Files.write(folder.resolve("small.png"), new byte[1]);

        CommandRun run = CommandRun.of(kafka, topics, "send", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("Not sent: large.png");
        assertThat(run.out()).contains("Sent 1 image to", "1 image could not be sent");
    }

    @Test
    void labelsAndRejectionsAreShownAsTheyComeOrAsJsonLines() throws IOException {
        Files.write(folder.resolve("good.png"), new byte[1]);
        Files.write(folder.resolve("poor.png"), new byte[1]);
        try (FakeProcessor processor = new FakeProcessor(kafka, topics, image -> false)) {
            processor.accept(image -> new String(image.key(), UTF_8).equals("good"));
            CommandRun.of(kafka, topics, "send", folder.toString());

            CommandRun labels = CommandRun.of(kafka, topics, "watch", "labels", "--from-beginning", "--count", "1");
            CommandRun rejections =
                    CommandRun.of(kafka, topics, "watch", "rejections", "--from-beginning", "--count", "1");
            CommandRun json =
                    CommandRun.of(kafka, topics, "watch", "labels", "--from-beginning", "--count", "1", "--json");

            assertThat(labels.out()).contains("good.png", "Bag", "10.0 %", "uncertain");
            assertThat(rejections.out()).contains("CORRUPT", "a test says so", topics.productImages());
            assertThat(JsonCodec.of(PayloadTypes.IMAGE_LABEL)
                            .read(json.out().strip().getBytes(UTF_8))
                            .productId())
                    .isEqualTo("good");
            assertThat(List.of(labels.exitCode(), rejections.exitCode(), json.exitCode()))
                    .containsOnly(0);
        }
    }

    @Test
    void sendWaitsForTheAnswerToEachFileAlsoWhenItCameBefore() throws IOException {
        for (int i = 0; i < 40; i++) {
            Files.write(folder.resolve("good-" + i + ".png"), new byte[1]);
        }
        try (FakeProcessor processor = new FakeProcessor(kafka, topics, image -> true)) {
            // At this pace most answers come while others are still being sent.
            CommandRun good = CommandRun.of(kafka, topics, "send", folder.toString(), "--wait", "--rate", "80");
            processor.accept(image -> !new String(image.key(), UTF_8).equals("good-7"));
            CommandRun poor = CommandRun.of(kafka, topics, "send", folder.toString(), "--wait", "--json");

            assertThat(good.exitCode()).as(good.err()).isZero();
            assertThat(good.out().lines()).hasSize(40).allMatch(line -> line.matches("good-\\d+\\.png +Bag +10.0 %.*"));
            assertThat(poor.exitCode()).isEqualTo(1);
            assertThat(poor.out().lines())
                    .hasSize(40)
                    .filteredOn(line -> line.contains("\"rejection\""))
                    .singleElement()
                    .asString()
                    .contains("\"imageId\":\"good-7.png\"", "a test says so");
        }
    }

    @Test
    void withoutAnAnswerSendGivesUpAndSaysOfWhat() throws IOException {
        Files.write(folder.resolve("lonely.png"), new byte[1]);

        CommandRun run = CommandRun.of(kafka, topics, "send", folder.toString(), "--wait", "--wait-limit", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("lonely.png +no answer");
    }

    @Test
    void alertsHealthAndRolloutsAreShownInAnyForm() {
        publish(topics.accuracyAlerts(), PayloadTypes.ACCURACY_ALERT);
        publish(topics.modelHealth(), PayloadTypes.MODEL_HEALTH);
        publish(topics.modelRollouts(), PayloadTypes.MODEL_ROLLOUT);

        assertThat(watch("alerts").out()).contains("raised", "champion", "SHIRT");
        assertThat(watch("health").out()).contains("champion", "measured", "drift", "ECE");
        assertThat(watch("rollouts").out()).contains("processor-1", "refused", "canary 3");
        assertThat(watch("rollouts", "--json").out()).startsWith("{\"instanceId\":");
    }

    @Test
    void aReaderThatHasEnoughEndsTheCommandWithoutAWord() throws Exception {
        Process watch = JavaProgram.of(
                        128,
                        List.of(),
                        StreamProcessorMain.class.getName(),
                        List.of(
                                "watch",
                                "rollouts",
                                "--json",
                                "--from-beginning",
                                "-b",
                                kafka.bootstrapServers(),
                                "--topic-prefix",
                                topics.prefix()))
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try (BufferedReader lines = watch.inputReader(UTF_8)) {
            publish(topics.modelRollouts(), PayloadTypes.MODEL_ROLLOUT);
            assertThat(lines.readLine()).startsWith("{");
        }

        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (watch.isAlive() && System.nanoTime() < deadline) {
            publish(topics.modelRollouts(), PayloadTypes.MODEL_ROLLOUT);
        }

        assertThat(watch.isAlive()).isFalse();
        assertThat(watch.exitValue()).isZero();
        assertThat(folder.resolve("errors")).content().doesNotContain("Exception", "Broken pipe");
    }

    private CommandRun watch(String what, String... more) {
        List<String> arguments = new ArrayList<>(List.of("watch", what, "--from-beginning", "--count", "1"));
        arguments.addAll(List.of(more));
        return CommandRun.of(kafka, topics, arguments.toArray(String[]::new));
    }

    /** Publishes the first example of the payload's schema. */
    private void publish(String topic, PayloadType<?> type) {
        try (InputStream schema = PayloadType.class.getResourceAsStream("/" + type.schemaResource());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] example = new ObjectMapper()
                    .readTree(schema)
                    .at("/examples/0")
                    .toString()
                    .getBytes(UTF_8);
            producer.send(new ProducerRecord<>(topic, "key".getBytes(UTF_8), example))
                    .get();
        } catch (IOException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException("an example could not be published", e);
        }
    }

    @Test
    void aMissingTopicIsNamedWithTheCommandThatHelps() {
        CommandRun run = CommandRun.of(kafka, new Topics("nowhere."), "watch", "accuracy");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("has no topic nowhere.class-accuracy; \"fashion-stream topics\" creates them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch labels", "watch accuracy", "replay --all", "send ."})
    void withoutABrokerEveryCommandGivesUpInTimeAndSaysWhere(String command) throws IOException {
        Files.write(folder.resolve("sku-1.png"), new byte[1]);
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            KafkaConnection nobody = KafkaConnection.to("127.0.0.1:" + silent.getLocalPort());
            String[] arguments = (command.replace(".", folder.toString()) + " --broker-timeout 1").split(" ", -1);

            CommandRun run = CommandRun.of(nobody, topics, arguments);

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).contains("no answer from Kafka at " + nobody.bootstrapServers() + " within 1.0 s");
        }
    }

    private List<ProductImage> published() {
        return TestTopics.committed(kafka, topics.productImages()).stream()
                .map(record -> ProductImageReader.read(SourceRecord.of(record)))
                .map(read -> ((ReadImage.Readable) read).image())
                .toList();
    }
}
