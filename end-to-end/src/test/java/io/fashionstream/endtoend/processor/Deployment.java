package io.fashionstream.endtoend.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.ModelRollout;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.JsonSerdes;
import io.fashionstream.event.serde.PayloadType;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.settings.ProcessorSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** One deployment under test: its topics, its releases, and what its readers see. */
final class Deployment {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final KafkaConnection kafka;
    private final Topics topics;
    private final Path stateDir;
    private final ReleasePublisher publisher;

    Deployment(KafkaConnection kafka, Topics topics, int partitions, Path stateDir) {
        this.kafka = kafka;
        this.topics = topics;
        this.stateDir = stateDir;
        this.publisher = new ReleasePublisher(kafka, topics, Duration.ofSeconds(20), Clock.systemUTC());
        TestTopics.create(kafka, topics, partitions);
    }

    /** Settings of one instance, with {@code more} over the defaults. */
    ProcessorSettings settings(String instanceId, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("topic.prefix", topics.prefix());
        settings.put("application.id", topics.prefix() + "app");
        settings.put("instance.id", instanceId);
        settings.put("state.dir", stateDir.toString());
        settings.put("http.port", "0");
        settings.putAll(more);
        return ProcessorSettings.of(settings);
    }

    /** One instance with those settings, which begins to come up. */
    StreamProcessor start(String instanceId, Map<String, String> more) {
        return new StreamProcessor(settings(instanceId, more)).start();
    }

    ImageStream images(int products) {
        return new ImageStream(kafka, topics, products);
    }

    /** @param locations where each image is that its event only refers to; null for one that its event carries */
    ImageStream images(int products, IntFunction<@Nullable String> locations) {
        return new ImageStream(kafka, topics, products, locations);
    }

    void release(ModelAlias alias, ModelArtifact artifact) {
        publisher.publish(artifact, alias, null);
    }

    void rollBack(ModelAlias alias) {
        publisher.rollBack(alias, null);
    }

    List<ImageLabel> labels() {
        return read(topics.imageLabels(), PayloadTypes.IMAGE_LABEL);
    }

    List<ImageLabel> challengerLabels() {
        return read(topics.challengerLabels(), PayloadTypes.IMAGE_LABEL);
    }

    List<ClassAccuracy> accuracy() {
        return read(topics.classAccuracy(), PayloadTypes.CLASS_ACCURACY);
    }

    List<ModelHealth> health() {
        return read(topics.modelHealth(), PayloadTypes.MODEL_HEALTH);
    }

    /** What is said of each rejected image, by its product. */
    Map<String, RejectedImage> rejections() {
        Map<String, RejectedImage> rejections = new HashMap<>();
        TestTopics.committed(kafka, topics.rejectedImages())
                .forEach(stored -> rejections.put(new String(stored.key(), StandardCharsets.UTF_8), rejection(stored)));
        return rejections;
    }

    /** Waits until readers of committed records see {@code count} rejections, and returns what is said in all of them. */
    List<RejectedImage> awaitRejections(int count) {
        TestTopics.awaitCommitted(kafka, topics.rejectedImages(), count, LONG);
        return TestTopics.committed(kafka, topics.rejectedImages()).stream()
                .map(Deployment::rejection)
                .toList();
    }

    private static RejectedImage rejection(ConsumerRecord<byte[], byte[]> stored) {
        return JsonCodec.of(PayloadTypes.REJECTED_IMAGE)
                .read(stored.headers().lastHeader("rejection").value());
    }

    List<ModelRollout> rollouts() {
        return read(topics.modelRollouts(), PayloadTypes.MODEL_ROLLOUT);
    }

    /** Waits until readers of committed records see {@code count} labels, and returns them. */
    List<ImageLabel> awaitLabels(int count) {
        TestTopics.awaitCommitted(kafka, topics.imageLabels(), count, LONG);
        return labels();
    }

    /** Checks that each of images 0 to {@code count - 1} has one label, the right one, in its product's order. */
    static void requireOneRightLabelEach(List<ImageLabel> labels, int count) {
        assertThat(labels.stream().map(ImageLabel::imageEventId))
                .doesNotHaveDuplicates()
                .hasSize(count);
        Map<String, Integer> last = new HashMap<>();
        for (ImageLabel label : labels) {
            int number = Integer.parseInt(label.imageEventId().substring("event-".length()));
            assertThat(label.category()).isEqualTo(Classes.FASHION_MNIST.category(number % 10));
            Integer before = last.put(label.productId(), number);
            assertThat(before == null || before < number)
                    .as("%s: %s after %s", label.productId(), number, before)
                    .isTrue();
        }
    }

    private <T> List<T> read(String topic, PayloadType<T> type) {
        Deserializer<T> values = JsonSerdes.of(type).deserializer();
        return TestTopics.committed(kafka, topic).stream()
                .map(stored -> values.deserialize(topic, stored.value()))
                .toList();
    }
}
