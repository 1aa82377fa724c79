package io.fashionstream.endtoend.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.Category;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThat(run.out()).contains("Sent 1 images", "1 images could not be sent");
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
