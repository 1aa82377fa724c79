package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestModels;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.command.StreamProcessorMain;
import io.fashionstream.trainer.command.TrainerMain;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A model of digits takes over from one of Fashion-MNIST, by the commands that people give. */
@ExtendWith(SharedBroker.class)
class OtherClassesIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ModelArtifact DIGITS = TestModels.digits();
    private static final int GARMENTS = 10;
    private static final int SENT_DIGITS = 4;

    private final StringWriter words = new StringWriter();
    private KafkaConnection kafka;
    private Topics topics;
    private Deployment deployment;

    @TempDir
    private Path folder;

    @BeforeEach
    void deploy(KafkaConnection broker, Topics ownTopics) throws IOException {
        kafka = broker;
        topics = ownTopics;
        deployment = new Deployment(kafka, topics, 1, folder.resolve("state"));
        DIGITS.writeZip(folder.resolve("digits.zip"));
    }

    @Test
    void digitsTakeOverOnlyWhenThatIsMeantAndTruthsOfGarmentsAreUnknownToThem() throws Exception {
        deployment.release(CHAMPION, BandModels.numbered(1));
        try (StreamProcessor processor = deployment.start("one", Map.of("accuracy.step.ms", "1000"));
                ImageStream garments = deployment.images(1)) {
            assertThat(processor.awaitReady(LONG)).isTrue();
            garments.publish(GARMENTS);
            deployment.awaitLabels(GARMENTS);

            requireRefused();
            release(processor);
            sendBetweenTheirTruths();

            await().atMost(LONG).untilAsserted(this::requireFigures);
            requireLabels();
            requireShown(processor);
        }
    }

    private void requireRefused() {
        assertThat(publish()).isEqualTo(4);
        assertThat(words)
                .asString()
                .contains("classes that come: EIGHT, FIVE, FOUR, NINE, ONE, SEVEN, SIX, THREE, TWO, ZERO; that go:"
                        + " T_SHIRT_TOP, TROUSER");
    }

    private void release(StreamProcessor processor) throws InterruptedException {
        assertThat(publish("--classes-changed")).as(words.toString()).isZero();
        assertThat(words).asString().contains("Other classes than the champion's: classes that come: EIGHT, FIVE");
        assertThat(processor.awaitModel(CHAMPION, DIGITS.modelId(), LONG)).isTrue();
    }

    /** Of two of the pictures the truth comes first, of the others the label. */
    private void sendBetweenTheirTruths() throws Exception {
        say("three/0000", "three");
        say("three/0001", "SHIRT");
        await().atMost(LONG).until(() -> truthsTaken() == 2);
        String three = TestModels.digitFolder().resolve("three").toString();
        assertThat(run(StreamProcessorMain.commandLine(), "send", three, "--count", String.valueOf(SENT_DIGITS)))
                .as(words.toString())
                .isZero();
        deployment.awaitLabels(GARMENTS + SENT_DIGITS);
        say("three/0002", "Three");
        say("three/0003", "T-shirts");
    }

    /** What {@code send three/} calls the picture {@code three/0000.png}. */
    private void say(String picture, String category) throws Exception {
        String name = picture.substring("three/".length());
        String truth = "{\"imageId\": \"%s.png\", \"category\": \"%s\"}".formatted(name, category);
        try (Producer<String, String> producer =
                new KafkaProducer<>(kafka.with(Map.of()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topics.groundTruth(), name, truth))
                    .get();
        }
    }

    private long truthsTaken() {
        return deployment.health().stream()
                .mapToLong(health -> health.intake().truths())
                .max()
                .orElse(0);
    }

    private void requireFigures() {
        List<ModelHealth> health = deployment.health().stream()
                .filter(report -> report.modelId().equals(DIGITS.modelId()))
                .toList();
        assertThat(health).last().satisfies(report -> {
            assertThat(report.labelled()).isEqualTo(SENT_DIGITS);
            assertThat(report.measuredOn()).isEqualTo(2);
            assertThat(report.unknownTruths()).isEqualTo(2);
        });
        long last = health.get(health.size() - 1).sequence();
        List<ClassAccuracy> rows = deployment.accuracy().stream()
                .filter(row -> row.modelId().equals(DIGITS.modelId()) && row.sequence() == last)
                .toList();
        assertThat(rows)
                .extracting(ClassAccuracy::scope)
                .containsExactlyInAnyOrder(
                        "ALL", "EIGHT", "FIVE", "FOUR", "NINE", "ONE", "SEVEN", "SIX", "THREE", "TWO", "ZERO");
        assertThat(rows)
                .filteredOn(row -> row.scope().equals("THREE"))
                .allMatch(row -> row.total().support() == 2);
    }

    private void requireLabels() {
        List<Category> digits = DIGITS.manifest().classes().categories();
        List<ImageLabel> labels = deployment.labels();
        assertThat(labels.subList(GARMENTS, GARMENTS + SENT_DIGITS)).allSatisfy(label -> {
            assertThat(label.modelId()).isEqualTo(DIGITS.modelId());
            assertThat(label.probabilities().keySet()).containsExactlyInAnyOrderElementsOf(digits);
            assertThat(label.category()).isIn(digits);
        });
    }

    /** On the page, and in a terminal: by the names that the model gives, which are the folders'. */
    private void requireShown(StreamProcessor processor) throws IOException {
        try (InputStream json =
                processor.address().resolve("state.json").toURL().openStream()) {
            JsonNode state = new JsonMapper().readTree(json);
            assertThat(state.at("/categories").findValuesAsText("name"))
                    .containsExactly("eight", "five", "four", "nine", "one", "seven", "six", "three", "two", "zero");
        }
        String count = String.valueOf(GARMENTS + SENT_DIGITS);
        run(StreamProcessorMain.commandLine(), "watch", "labels", "--from-beginning", "--count", count);
        assertThat(words).asString().contains("Ankle boot   94.3 %").containsPattern("0000.png +[a-z]+ ");
        String reports = String.valueOf(deployment.health().size());
        run(StreamProcessorMain.commandLine(), "watch", "health", "--from-beginning", "--count", reports);
        assertThat(words).asString().contains(", 2 truths of no class of the model, estimated");
    }

    private int publish(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("publish", folder + "/digits.zip", "--min-accuracy", "0.5", "--min-class-f1", "0"));
        arguments.addAll(List.of(more));
        return run(TrainerMain.commandLine(), arguments.toArray(String[]::new));
    }

    private int run(CommandLine command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-b", kafka.bootstrapServers(), "--topic-prefix", topics.prefix()));
        PrintWriter out = new PrintWriter(words, true);
        command.setOut(out).setErr(out);
        return command.execute(all.toArray(String[]::new));
    }
}
