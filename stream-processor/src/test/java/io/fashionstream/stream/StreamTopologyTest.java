package io.fashionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.InputBins;
import io.fashionstream.event.InputReference;
import io.fashionstream.event.Precision;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.JsonSerdes;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.stream.intake.Answer;
import io.fashionstream.stream.intake.ImageClassification;
import io.fashionstream.stream.intake.Intake;
import io.fashionstream.stream.intake.Shadow;
import io.fashionstream.stream.intake.Telemetry;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.ops.StageTimes;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.testing.TestModels;
import io.fashionstream.stream.trace.NoTraces;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamTopologyTest {
    private static final String FASHION_MNIST = "application/vnd.fashion-mnist";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final ProcessorSettings settings =
            ProcessorSettings.of(Map.of("challenger.share", "0.5", "duplicate.horizon.ms", "0"));
    private final ModelArtifact artifact = TestModels.artifact("champion");
    private final ModelSlot<ServedModel> champion = new ModelSlot<>();
    private final ModelSlot<ServedModel> challenger = new ModelSlot<>();
    private final RecordedAnswers answers = new RecordedAnswers();
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<String, byte[]> images =
            driver.createInputTopic("product-images", new StringSerializer(), new ByteArraySerializer());
    private final TestOutputTopic<String, ImageLabel> labels = labels(Topics.DEFAULT.imageLabels());
    private final TestOutputTopic<String, ImageLabel> challengerLabels = labels(Topics.DEFAULT.challengerLabels());
    private final TestOutputTopic<String, byte[]> rejected =
            driver.createOutputTopic("rejected-images", new StringDeserializer(), new ByteArrayDeserializer());

    StreamTopologyTest() {
        champion.serve(served(artifact));
    }

    @AfterEach
    void close() {
        driver.close();
        champion.vacate();
        challenger.vacate();
    }

    @Test
    void aPoisonedImageIsRejectedAndItsNeighboursAreLabelled() {
        publish("shirt", TestModels.image(Category.SHIRT).toBytes());
        publish("broken", new byte[783]);
        publish("poison", TestModels.poison().toBytes());
        publish("bag", TestModels.image(Category.BAG).toBytes());

        assertThat(labels.readKeyValuesToList())
                .extracting(kv -> kv.key + " " + kv.value.category())
                .containsExactly("shirt SHIRT", "bag BAG");
        assertThat(rejected.readRecordsToList())
                .extracting(record -> record.key() + " " + rejection(record).reason())
                .containsExactly("broken TRUNCATED", "poison UNCLASSIFIABLE");
    }

    @Test
    void aLabelSaysWhichModelMadeItAndCarriesWhatTheImageSaidOfItself() {
        Headers headers = headers("event-1", "image-1");
        headers.add("ce_declaredcategory", utf8("DRESS"));
        publish("product-1", TestModels.image(Category.DRESS).toBytes(), headers);

        ImageLabel label = labels.readValue();

        assertThat(label.modelId()).isEqualTo(artifact.modelId());
        assertThat(label.productId()).isEqualTo("product-1");
        assertThat(label.imageId()).isEqualTo("image-1");
        assertThat(label.imageEventId()).isEqualTo("event-1");
        assertThat(label.category()).isEqualTo(Category.DRESS);
        assertThat(label.declaredCategory()).isEqualTo(Category.DRESS);
        assertThat(label.classifiedTime()).isEqualTo(NOW);
        assertThat(label.uncertain()).isFalse();
        assertThat(label.outOfDistribution()).isFalse();
        assertThat(label.batchImages()).isEqualTo(1);
        assertThat(label.precision()).isEqualTo(Precision.FP32);
    }

    @Test
    void aLabelSaysWhereItsImageLiesAmongThoseThatTheModelLearntFrom() {
        InputReference.Histogram low = InputReference.Histogram.ofTenths(new double[] {-1e9});
        InputReference.Histogram high = InputReference.Histogram.ofTenths(new double[] {1e9});
        InputReference inputs = new InputReference(low, high, low, high);
        publish("unmeasured", TestModels.image(Category.BAG).toBytes());
        champion.serve(served(artifact.withManifest(artifact.manifest().withInputs(inputs))));
        publish("measured", TestModels.image(Category.BAG).toBytes());

        List<ImageLabel> made = labels.readValuesToList();

        assertThat(made).extracting(ImageLabel::inputBins).containsExactly(null, new InputBins(9, 0, 9, 0));
    }

    @Test
    void aLabelSaysWhichOfItsModelsNetworksMadeIt() {
        ModelArtifact both = TestModels.quantised("both");
        champion.serve(served(both, Precision.INT8));
        publish("one", TestModels.image(Category.BAG).toBytes());
        champion.serve(served(both, Precision.FP32));
        publish("two", TestModels.image(Category.BAG).toBytes());

        List<ImageLabel> made = labels.readValuesToList();

        assertThat(made).extracting(ImageLabel::precision).containsExactly(Precision.INT8, Precision.FP32);
        assertThat(made).extracting(ImageLabel::modelId).containsOnly(both.modelId());
        assertThat(made).extracting(ImageLabel::uncertain).containsExactly(true, false);
    }

    @Test
    void aLabelIsACloudEventWithTheImagesTraceAndAnIdThatIsTheSameEveryTime() {
        publish("bag", TestModels.image(Category.BAG).toBytes(), traced("event-7", "00-aa-bb-01"));
        publish("bag", TestModels.image(Category.BAG).toBytes(), traced("event-7", "00-aa-bb-01"));
        publish("bag", TestModels.image(Category.BAG).toBytes(), traced("event-8", "00-cc-dd-01"));

        List<TestRecord<String, ImageLabel>> found = labels.readRecordsToList();

        assertThat(text(found.get(0).headers(), "traceparent")).isEqualTo("00-aa-bb-01");
        assertThat(text(found.get(2).headers(), "traceparent")).isEqualTo("00-cc-dd-01");
        assertThat(text(found.get(0).headers(), "ce_type")).isEqualTo("io.fashionstream.image-label.v1");
        assertThat(text(found.get(0).headers(), "ce_subject")).isEqualTo("image of event-7");
        String id = text(found.get(0).headers(), "ce_id");
        assertThat(text(found.get(1).headers(), "ce_id")).isEqualTo(id);
        assertThat(text(found.get(2).headers(), "ce_id")).isNotEqualTo(id);
    }

    @Test
    void aRejectionKeepsKeyValueAndHeadersByteForByteAndSaysWhy() {
        Headers headers = traced("event-9", "00-ee-ff-01").add("x-shop", new byte[] {0, (byte) 0xff});
        byte[] original = {1, 2, 3};
        publish("broken", original, headers);

        TestRecord<String, byte[]> record = rejected.readRecord();

        assertThat(record.value()).isEqualTo(original);
        assertThat(record.key()).isEqualTo("broken");
        for (Header header : headers) {
            assertThat(record.headers().lastHeader(header.key()).value()).isEqualTo(header.value());
        }
        RejectedImage rejection = rejection(record);
        assertThat(rejection.reason()).isEqualTo(RejectionReason.TRUNCATED);
        assertThat(rejection.detail()).contains("784", "3");
        assertThat(rejection.imageEventId()).isEqualTo("event-9");
        assertThat(rejection.sourceTopic()).isEqualTo("product-images");
        assertThat(rejection.sourceOffset()).isZero();
        assertThat(rejection.modelId()).isNull();
    }

    @Test
    void aRecordWithoutBytesOrAKeyIsRejectedAndNeverStopsTheStream() {
        images.pipeInput(new TestRecord<>("empty", new byte[0], headers("event-1", "image-1")));
        images.pipeInput(
                new TestRecord<>(null, TestModels.image(Category.BAG).toBytes(), headers("event-2", "image-2")));
        publish("bag", TestModels.image(Category.BAG).toBytes());

        assertThat(rejected.readRecordsToList())
                .extracting(record -> rejection(record).reason())
                .containsExactly(RejectionReason.EMPTY, RejectionReason.MALFORMED_EVENT);
        assertThat(labels.readKeyValuesToList()).extracting(kv -> kv.key).containsExactly("bag");
    }

    @Test
    void aRecordWithoutAValueTakesAProductOutAndIsCountedOnly() {
        images.pipeInput(new TestRecord<>("gone", null, headers("event-1", "image-1")));

        assertThat(answers.all()).singleElement().isInstanceOf(Answer.Removal.class);
        assertThat(labels.isEmpty() && rejected.isEmpty()).isTrue();
    }

    @Test
    void anImageTooLargeForTheTopicOfRejectionsStaysAtItsSourceAndStopsNothing() {
        publish("fits", new byte[1_048_576]);
        publish("too large", new byte[2_000_000]);
        publish("bag", TestModels.image(Category.BAG).toBytes());

        List<TestRecord<String, byte[]>> records = rejected.readRecordsToList();
        assertThat(records.get(0).value()).hasSize(1_048_576);
        assertThat(records.get(1).value()).isNull();
        assertThat(rejection(records.get(1)).sourceOffset()).isEqualTo(1);
        assertThat(labels.readKeyValuesToList()).extracting(kv -> kv.key).containsExactly("bag");
    }

    @Test
    void aChallengerSeesItsShareOfTheImagesAndItsLabelsGoNowhereElse() {
        ModelArtifact other = TestModels.artifact("challenger");
        challenger.serve(served(other));

        for (int i = 0; i < 400; i++) {
            publish("bag", TestModels.image(Category.BAG).toBytes(), headers("event-" + i, "image-" + i));
        }

        List<ImageLabel> shadow = challengerLabels.readValuesToList();
        assertThat(shadow).hasSizeBetween(160, 240);
        assertThat(shadow).allMatch(label -> label.modelId().equals(other.modelId()));
        assertThat(shadow)
                .extracting(ImageLabel::imageEventId)
                .allMatch(id -> new Shadow(0.5).sees(id))
                .doesNotHaveDuplicates();
        List<ImageLabel> official = labels.readValuesToList();
        assertThat(official).hasSize(400).allMatch(label -> label.modelId().equals(artifact.modelId()));
    }

    @Test
    void aSwapTakesEffectFromTheNextBatchOn() {
        ModelArtifact next = TestModels.artifact("next");
        publish("bag", TestModels.image(Category.BAG).toBytes());
        champion.serve(served(next));
        publish("bag", TestModels.image(Category.BAG).toBytes());

        assertThat(labels.readValuesToList())
                .extracting(ImageLabel::modelId)
                .containsExactly(artifact.modelId(), next.modelId());
    }

    @Test
    void aBatchEndsEarlyWhenDecodingTakesTooLongButHasAtLeastOneImage() {
        AtomicLong nanos = new AtomicLong();
        ImageClassification slow = new ImageClassification(
                new Intake(new ImageDecoder(settings.decodeLimits()), Clock.systemUTC()),
                champion,
                challenger,
                new Shadow(0),
                Clock.systemUTC(),
                Duration.ofSeconds(2),
                new Telemetry(new StageTimes(new PrometheusRegistry()), new NoTraces()),
                () -> nanos.getAndAdd(Duration.ofSeconds(1).toNanos()));
        SourceRecord bag = new SourceRecord(
                "product-images",
                0,
                0,
                NOW.toEpochMilli(),
                utf8("bag"),
                TestModels.image(Category.BAG).toBytes(),
                new RecordHeaders());
        List<SourceRecord> batch = Collections.nCopies(10, bag);

        assertThat(slow.apply(batch)).hasSize(3);
    }

    @Test
    void everyImageHasOneOutcome() {
        for (int i = 0; i < 50; i++) {
            publish(
                    "product",
                    i % 3 == 0
                            ? new byte[i]
                            : TestModels.image(Classes.FASHION_MNIST.category(i % 10))
                                    .toBytes());
        }

        assertThat(answers.all()).hasSize(50);
        assertThat(labels.getQueueSize() + rejected.getQueueSize()).isEqualTo(50);
    }

    private TopologyTestDriver driver() {
        return new ImageTopology(settings, champion, challenger, answers).driver(Clock.fixed(NOW, ZoneOffset.UTC), NOW);
    }

    private ServedModel served(ModelArtifact model) {
        return served(model, Precision.FP32);
    }

    private ServedModel served(ModelArtifact model, Precision precision) {
        return ServedModel.of(model, precision, new OnnxLoader(settings).load(model, precision));
    }

    private TestOutputTopic<String, ImageLabel> labels(String topic) {
        return driver.createOutputTopic(
                topic,
                new StringDeserializer(),
                JsonSerdes.of(PayloadTypes.IMAGE_LABEL).deserializer());
    }

    private void publish(String product, byte[] image) {
        publish(product, image, headers("event of " + product, "image of " + product));
    }

    private void publish(String product, byte[] image, Headers headers) {
        images.pipeInput(new TestRecord<>(product, image, headers));
    }

    private static Headers headers(String eventId, String imageId) {
        return new RecordHeaders()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(eventId))
                .add("ce_source", utf8("/catalogue"))
                .add("ce_type", utf8("io.fashionstream.product-image.v1"))
                .add("ce_subject", utf8(imageId))
                .add("content-type", utf8(FASHION_MNIST));
    }

    private static Headers traced(String eventId, String trace) {
        return headers(eventId, "image of " + eventId).add("traceparent", utf8(trace));
    }

    private static RejectedImage rejection(TestRecord<String, byte[]> record) {
        return JsonSerdes.of(PayloadTypes.REJECTED_IMAGE)
                .deserializer()
                .deserialize("", record.headers().lastHeader("rejection").value());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
