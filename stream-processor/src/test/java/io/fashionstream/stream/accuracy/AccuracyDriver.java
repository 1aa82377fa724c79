package io.fashionstream.stream.accuracy;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.fashionstream.event.AccuracyAlert;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.Classes;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.JsonSerdes;
import io.fashionstream.event.serde.PayloadType;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.ops.CanaryGauges;
import io.fashionstream.stream.ops.FigureGauges;
import io.fashionstream.stream.ops.PassedOver;
import io.fashionstream.stream.testing.StateFolder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole accuracy topology on one partition, with a clock that the test moves. */
final class AccuracyDriver implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    static final String MODEL = "a".repeat(64);
    static final String OTHER_MODEL = "b".repeat(64);

    private static final Topics TOPICS = Topics.DEFAULT;

    private final PassedOver passedOver = new PassedOver(new SimpleMeterRegistry());
    private final FigureGauges figures = new FigureGauges();
    private final CanaryGauges canary = new CanaryGauges();
    private final TopologyTestDriver driver;
    private final TestOutputTopic<String, ClassAccuracy> rows;
    private final TestOutputTopic<String, ModelHealth> health;
    private final TestOutputTopic<String, AccuracyAlert> alerts;
    private final Duration step;
    private Instant now = START;
    private boolean closed;

    AccuracyDriver(AccuracySettings settings) {
        this(settings, CanarySteps.none());
    }

    AccuracyDriver(AccuracySettings settings, CanarySteps canaries) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "accuracy-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, StateFolder.OF_THIS_JVM);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        AccuracyTopology.addTo(builder, TOPICS, settings, passedOver, figures, canary, canaries);
        step = settings.step();
        driver = new TopologyTestDriver(builder.build(), properties, START);
        rows = output(TOPICS.classAccuracy(), PayloadTypes.CLASS_ACCURACY);
        health = output(TOPICS.modelHealth(), PayloadTypes.MODEL_HEALTH);
        alerts = output(TOPICS.accuracyAlerts(), PayloadTypes.ACCURACY_ALERT);
    }

    private <T> TestOutputTopic<String, T> output(String topic, PayloadType<T> type) {
        return driver.createOutputTopic(
                topic, Serdes.String().deserializer(), JsonSerdes.of(type).deserializer());
    }

    Instant now() {
        return now;
    }

    /** Lets time pass, step by step; figures are published whenever a step is over. */
    AccuracyDriver after(Duration duration) {
        Instant end = now.plus(duration);
        while (now.isBefore(end)) {
            now = now.plus(step);
            driver.advanceWallClockTime(step);
        }
        return this;
    }

    /** A label of the champion, computed now. */
    static ImageLabel label(String image, Category category, @Nullable Category declared, Instant classified) {
        return label(image, category, declared, classified, 0.9);
    }

    static ImageLabel label(
            String image, Category category, @Nullable Category declared, Instant classified, double confidence) {
        Map<Category, Double> probabilities = Classes.FASHION_MNIST.categories().stream()
                .collect(toMap(each -> each, each -> each.equals(category) ? confidence : (1 - confidence) / 9));
        return new ImageLabel(
                new ImageLabel.Image("product-of-" + image, image, "event-of-" + image, classified, declared),
                new ImageLabel.Verdict(category, confidence, probabilities, confidence < 0.5, false),
                new ImageLabel.Computation(MODEL, classified, null, null));
    }

    AccuracyDriver champion(ImageLabel label) {
        return labels(TOPICS.imageLabels(), label);
    }

    AccuracyDriver challenger(ImageLabel label) {
        return labels(TOPICS.challengerLabels(), label);
    }

    private AccuracyDriver labels(String topic, ImageLabel label) {
        return send(
                topic, label.productId(), JsonCodec.of(PayloadTypes.IMAGE_LABEL).write(label));
    }

    /** Says now what an image shows; null withdraws it. */
    AccuracyDriver truth(String image, @Nullable Category category) {
        return truth(image, category, now);
    }

    AccuracyDriver truth(String image, @Nullable Category category, Instant said) {
        GroundTruth truth = new GroundTruth(image, category, "people", said);
        return send(
                TOPICS.groundTruth(),
                "product-of-" + image,
                JsonCodec.of(PayloadTypes.GROUND_TRUTH).write(truth));
    }

    AccuracyDriver rejection(String image) {
        RejectedImage rejection = new RejectedImage(
                RejectionReason.TRUNCATED, "too short", image, "event-of-" + image, null, "product-images", 0, 0, now);
        RecordHeaders headers = new RecordHeaders();
        headers.add(
                CloudEventHeaders.REJECTION,
                JsonCodec.of(PayloadTypes.REJECTED_IMAGE).write(rejection));
        input(TOPICS.rejectedImages())
                .pipeInput(new TestRecord<>(utf8("product-of-" + image), new byte[] {1, 2, 3}, headers, now));
        return this;
    }

    /** The rejection of an image whose record had no key. */
    AccuracyDriver rejectionWithoutKey(String image) {
        RejectedImage rejection = new RejectedImage(
                RejectionReason.MALFORMED_EVENT,
                "no key",
                image,
                "event-of-" + image,
                null,
                "product-images",
                0,
                0,
                now);
        RecordHeaders headers = new RecordHeaders();
        headers.add(
                CloudEventHeaders.REJECTION,
                JsonCodec.of(PayloadTypes.REJECTED_IMAGE).write(rejection));
        return send(TOPICS.rejectedImages(), null, new byte[] {1, 2, 3}, headers);
    }

    AccuracyDriver release(String alias, @Nullable ModelRelease release) {
        return send(
                TOPICS.modelReleases(),
                alias,
                release == null
                        ? null
                        : JsonCodec.of(PayloadTypes.MODEL_RELEASE).write(release));
    }

    AccuracyDriver send(String topic, @Nullable String key, byte @Nullable [] value) {
        return send(topic, key == null ? null : utf8(key), value, new RecordHeaders());
    }

    AccuracyDriver send(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        input(topic).pipeInput(new TestRecord<>(key, value, headers, now));
        return this;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(
                topic, Serdes.ByteArray().serializer(), Serdes.ByteArray().serializer());
    }

    /** Everything published since the last call. */
    List<TestRecord<String, ClassAccuracy>> rows() {
        return rows.readRecordsToList();
    }

    /** The champion's row of {@code scope} in the newest publication. */
    ClassAccuracy latest(String scope) {
        return latest("champion/" + MODEL, scope);
    }

    ClassAccuracy latest(String model, String scope) {
        return requireNonNull(rows.readKeyValuesToMap().get(model + "/" + scope));
    }

    ModelHealth latestHealth() {
        return requireNonNull(health.readKeyValuesToMap().get("champion/" + MODEL));
    }

    /** What counted nowhere. */
    List<PassedOver.Seen> passedOver() {
        return passedOver.seen();
    }

    /** What a scrape would show of the models now. */
    FigureGauges figures() {
        return figures;
    }

    /** What the running step of a canary has shown, by the newest publication. */
    Optional<CanaryStep.Evidence> canary() {
        return canary.evidence();
    }

    List<AccuracyAlert> alerts() {
        return alerts.readValuesToList();
    }

    /** Ends the tasks; a second time does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            driver.close();
        }
    }
}
