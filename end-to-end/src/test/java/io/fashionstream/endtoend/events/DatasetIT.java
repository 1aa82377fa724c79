package io.fashionstream.endtoend.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestModels;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.StreamedData;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.ProductImageWriter;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.trainer.command.TrainerMain;
import io.fashionstream.trainer.data.LabelledImages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From a stream with corrections to a model that learnt from them. */
@ExtendWith(SharedBroker.class)
class DatasetIT {
    private static final LabelledImages IMAGES = TestModels.testImages();
    private static final int REVIEWED = 10;

    @TempDir
    private Path folder;

    private KafkaConnection kafka;
    private Topics topics;

    /** The catalogue declares all classes, the first ten wrongly; reviewers correct five before and five after the images. */
    @BeforeEach
    void stream(KafkaConnection kafka, Topics topics) throws Exception {
        this.kafka = kafka;
        this.topics = topics;
        TestTopics.create(kafka, topics, 3);
        ProductImageWriter writer = new ProductImageWriter(topics, ProductImageWriter.Mode.BINARY);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < REVIEWED / 2; i++) {
                producer.send(review(i)).get();
            }
            for (int i = 0; i < IMAGES.size(); i++) {
                Category declared = i < REVIEWED ? wrong(i) : IMAGES.category(i);
                producer.send(writer.write(new ProductImage(
                                product(i),
                                "image",
                                "event-" + i,
                                "/shop",
                                Instant.now(),
                                "application/vnd.fashion-mnist",
                                IMAGES.image(i).toBytes(),
                                declared)))
                        .get();
            }
            for (int i = REVIEWED / 2; i < REVIEWED; i++) {
                producer.send(review(i)).get();
            }
        }
    }

    @Test
    void aModelGoesOnFromItsArtifactWithWhatReviewersCorrected() throws Exception {
        Path data = folder.resolve("data");
        CommandRun export = CommandRun.of(kafka, topics, "dataset", "export", data.toString());

        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(export.out())
                .contains("Exported:      %,d of %,d images".formatted(IMAGES.size(), IMAGES.size()))
                .contains("review 10")
                .contains("Conflicting:   10");
        assertThat(files(data)).isEqualTo(IMAGES.size());
        for (int i = 0; i < REVIEWED; i++) {
            assertThat(files(data, IMAGES.category(i), product(i))).isEqualTo(1);
        }

        Path start = folder.resolve("start.zip");
        TestModels.first().writeZip(start);
        Path trained = folder.resolve("trained.zip");
        train(data, "--start-from", start.toString(), "--output", trained.toString());
        ModelArtifact model = ModelArtifact.read(trained);

        assertThat(model.manifest().classes()).isEqualTo(Classes.FASHION_MNIST);
        StreamedData streamed =
                Objects.requireNonNull(model.manifest().provenance().streamedData());
        assertThat(streamed.images())
                .containsEntry("review", REVIEWED)
                .containsEntry("declared", IMAGES.size() - REVIEWED);
        assertThat(streamed.from()).isNull();
        assertThat(streamed.to()).isBefore(Instant.now());
        assertThat(read(streamed, topics.productImages())).isEqualTo(IMAGES.size());
        assertThat(read(streamed, topics.groundTruth())).isEqualTo(REVIEWED);
        assertThat(model.manifest().provenance().command()).contains("--start-from");
    }

    @Test
    void reviewersAloneMayCountAndOnlyOfATime() throws Exception {
        Path reviewed = folder.resolve("reviewed");
        CommandRun export =
                CommandRun.of(kafka, topics, "dataset", "export", reviewed.toString(), "--sources", "review");
        assertThat(export.out()).contains("Exported:      10 of 200 images").contains("190 without a truth");

        CommandRun none = CommandRun.of(
                kafka, topics, "dataset", "export", folder.resolve("none").toString(), "--to", "PT1H");
        assertThat(none.out()).contains("Exported:      0 of 0 images");
        CommandRun again = CommandRun.of(kafka, topics, "dataset", "export", reviewed.toString());
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("expected an empty folder or none");
        CommandRun wrong =
                CommandRun.of(kafka, topics, "dataset", "export", "x", "--sources", "rumour", "--test-share", "2");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--sources must be of [review, ground-truth, declared], got rumour");
    }

    private static void train(Path data, String... more) {
        StringWriter err = new StringWriter();
        CommandLine command = TrainerMain.commandLine();
        command.setErr(new PrintWriter(err));
        command.setOut(new PrintWriter(new StringWriter()));
        String[] all = Stream.concat(
                        Stream.of(
                                "train",
                                "--data",
                                data.toString(),
                                "--epochs",
                                "2",
                                "--batch",
                                "20",
                                "--validation",
                                "40"),
                        Stream.of(more))
                .toArray(String[]::new);
        assertThat(command.execute(all)).as(err.toString()).isZero();
    }

    private static long read(StreamedData streamed, String topic) {
        return streamed.offsets().entrySet().stream()
                .filter(each -> each.getKey().startsWith(topic + "/"))
                .mapToLong(each -> each.getValue().to() - each.getValue().from())
                .sum();
    }

    private static long files(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().endsWith(".png")).count();
        }
    }

    private static long files(Path data, Category category, String product) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve(category.code()))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            return names.stream()
                    .filter(name -> name.startsWith("p-" + product + "-"))
                    .count();
        }
    }

    private ProducerRecord<byte[], byte[]> review(int i) {
        GroundTruth truth = new GroundTruth("image", IMAGES.category(i), "review", Instant.now(), "Ann", null);
        return new ProducerRecord<>(
                topics.groundTruth(),
                product(i).getBytes(UTF_8),
                JsonCodec.of(PayloadTypes.GROUND_TRUTH).write(truth));
    }

    private static Category wrong(int i) {
        return Classes.FASHION_MNIST.category((IMAGES.label(i) + 1) % 10);
    }

    private static String product(int i) {
        return "product" + i;
    }
}
