package io.fashionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.Precision;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.JsonSerdes;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.stream.duplicate.AnsweredEvents;
import io.fashionstream.stream.intake.Answer;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.ops.PassedOver;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.testing.TestModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateEventsTest {
    private static final Duration HORIZON = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-11-22T12:34:56Z");
    private static final byte[] BAG = TestModels.image(Category.BAG).toBytes();
    private static final byte[] COAT = TestModels.image(Category.COAT).toBytes();
    private static final byte[] CUT_SHORT = new byte[783];

    private final ModelSlot<ServedModel> champion = new ModelSlot<>();
    private final ModelSlot<ServedModel> challenger = new ModelSlot<>();
    private final RecordedAnswers answers = new RecordedAnswers();

    @TempDir
    private Path stateDir;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> images;
    private TestOutputTopic<String, ImageLabel> labels;
    private TestOutputTopic<String, byte[]> rejected;

    @BeforeEach
    void startWithAnHour() {
        start(HORIZON);
    }

    @AfterEach
    void close() {
        driver.close();
        champion.vacate();
    }

    @Test
    void anEventThatIsSentTwiceIsLabelledOnceAndCounted() {
        send("bag", BAG, event("/shop", "e1"), 0);
        send("bag", BAG, event("/shop", "e1"), 1);
        send("bag", BAG, event("/shop", "e2"), 2);

        assertThat(labelledEvents()).containsExactly("e1", "e2");
        assertThat(answers.all()).filteredOn(Answer.Duplicate.class::isInstance).hasSize(1);
        assertThat(answers.passedOver()).singleElement().satisfies(seen -> {
            assertThat(seen.kind()).isEqualTo(PassedOver.Kind.DUPLICATE);
            assertThat(seen.latest())
                    .containsExactly(new PassedOver.Event("product-images/0/1", "bag", "e1", /* detail= */ null));
        });
    }

    @Test
    void aBrokenEventThatIsSentTwiceIsRejectedOnce() {
        send("bag", CUT_SHORT, event("/shop", "cut"), 0);
        send("bag", CUT_SHORT, event("/shop", "cut"), 1);
        send("bag", new byte[0], event("/shop", "empty"), 2);
        send("bag", new byte[0], event("/shop", "empty"), 3);

        assertThat(rejections())
                .extracting(RejectedImage::reason)
                .containsExactly(RejectionReason.TRUNCATED, RejectionReason.EMPTY);
    }

    @Test
    void theHorizonEndsToTheMillisecondAndDuplicatesDoNotProlongIt() {
        long horizon = HORIZON.toMillis();

        for (long millis : new long[] {0, horizon / 2, horizon, horizon + 1, 2 * horizon + 1, 2 * horizon + 2}) {
            send("bag", BAG, event("/shop", "e1"), millis);
        }

        assertThat(answers.all())
                .extracting(answer -> answer instanceof Answer.Labelled)
                .containsExactly(true, false, false, true, false, true);
    }

    @Test
    void theSameIdOfAnotherSourceOrProductIsAnotherEvent() {
        send("bag", BAG, event("/shop", "1"), 0);
        send("bag", BAG, event("/other-shop", "1"), 1);
        send("other bag", BAG, event("/shop", "1"), 2);

        assertThat(labelledEvents()).hasSize(3);
    }

    @Test
    void anIdThatIsUsedAgainForAnotherImageIsRejectedWithThatImage() {
        send("product", BAG, event("/shop", "1"), 0);
        send("product", COAT, event("/shop", "1"), 1);
        send("product", CUT_SHORT, event("/shop", "1"), 2);

        assertThat(labels.readValuesToList()).extracting(ImageLabel::category).containsExactly(Category.BAG);
        List<TestRecord<String, byte[]>> records = rejected.readRecordsToList();
        assertThat(records.get(0).value()).isEqualTo(COAT);
        assertThat(rejection(records.get(0)).reason()).isEqualTo(RejectionReason.MALFORMED_EVENT);
        assertThat(rejection(records.get(0)).detail()).contains("expected an event id of its own");
        assertThat(rejection(records.get(1)).reason()).isEqualTo(RejectionReason.TRUNCATED);
    }

    @Test
    void aStructuredEventIsTheSameEventAsItsBinaryForm() {
        String structured = """
            {"specversion":"1.0","id":"e1","source":"/shop","type":"t","subject":"image of e1",
             "datacontenttype":"application/vnd.fashion-mnist","data_base64":"%s"}\
            """.formatted(Base64.getEncoder().encodeToString(BAG));
        Headers asJson = new RecordHeaders().add("content-type", utf8("application/cloudevents+json"));

        send("bag", BAG, event("/shop", "e1"), 0);
        send("bag", utf8(structured), asJson, 1);

        assertThat(labelledEvents()).containsExactly("e1");
        assertThat(rejected.isEmpty()).isTrue();
    }

    @Test
    void aReplayedImageKeepsItsIdAndPasses() {
        send("bag", CUT_SHORT, event("/shop", "e1"), 0);
        send("bag", BAG, event("/shop", "e1").add("replayed-from", utf8("product-images/0/0")), 1);

        assertThat(rejections()).hasSize(1);
        assertThat(labelledEvents()).containsExactly("e1");
    }

    @Test
    void recordsWithoutAnIdAreNeverTakenForOneAnother() {
        Headers plain = new RecordHeaders().add("content-type", utf8("application/vnd.fashion-mnist"));

        send("bag", BAG, plain, 0);
        send("bag", BAG, plain, 0);
        send("bag", BAG, event("/shop", ""), 0);
        send("bag", BAG, event("/shop", ""), 0);

        assertThat(labels.readValuesToList()).hasSize(2);
        assertThat(rejections()).hasSize(2);
        assertThat(remembered()).isZero();
    }

    @Test
    void aPublishersClockInTheFutureSwitchesNothingOff() {
        long aCentury = Duration.ofDays(36_500).toMillis();

        send("odd", BAG, event("/shop", "from the future"), aCentury);
        send("bag", BAG, event("/shop", "e1"), 0);
        send("bag", BAG, event("/shop", "e1"), 1);

        assertThat(labelledEvents()).containsExactly("from the future", "e1");
    }

    @Test
    void whatIsRememberedStaysBoundedHoweverLongItRuns() {
        int perHour = 100;

        for (int i = 0; i < 24 * perHour; i++) {
            send("bag", BAG, event("/shop", "e" + i), i * HORIZON.toMillis() / perHour);
        }

        assertThat(labels.getQueueSize()).isEqualTo(24L * perHour);
        assertThat(remembered()).isBetween(perHour, 2 * perHour + 1);
    }

    @Test
    void aHorizonOfZeroAnswersEveryDeliveryAndKeepsNoStore() {
        driver.close();
        start(Duration.ZERO);

        send("bag", BAG, event("/shop", "e1"), 0);
        send("bag", BAG, event("/shop", "e1"), 1);

        assertThat(labelledEvents()).containsExactly("e1", "e1");
        assertThat(driver.getAllStateStores()).isEmpty();
    }

    private void start(Duration horizon) {
        Map<String, String> own =
                Map.of("state.dir", stateDir.toString(), "duplicate.horizon.ms", String.valueOf(horizon.toMillis()));
        ProcessorSettings settings = ProcessorSettings.of(own);
        ModelArtifact model = TestModels.artifact("champion");
        champion.serve(ServedModel.of(model, Precision.FP32, new OnnxLoader(settings).load(model, Precision.FP32)));
        driver = new ImageTopology(settings, champion, challenger, answers)
                .driver(Clock.systemUTC(), START.plus(Duration.ofDays(30)));
        images = driver.createInputTopic("product-images", new StringSerializer(), new ByteArraySerializer());
        labels = driver.createOutputTopic(
                "image-labels",
                new StringDeserializer(),
                JsonSerdes.of(PayloadTypes.IMAGE_LABEL).deserializer());
        rejected = driver.createOutputTopic("rejected-images", new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void send(String product, byte @Nullable [] image, Headers headers, long millisAfterStart) {
        images.pipeInput(new TestRecord<>(product, image, headers, START.plusMillis(millisAfterStart)));
    }

    private List<String> labelledEvents() {
        return labels.readValuesToList().stream().map(ImageLabel::imageEventId).toList();
    }

    private List<RejectedImage> rejections() {
        return rejected.readRecordsToList().stream()
                .map(DuplicateEventsTest::rejection)
                .toList();
    }

    private int remembered() {
        WindowStore<?, ?> store = driver.getWindowStore(AnsweredEvents.STORE);
        int count = 0;
        try (KeyValueIterator<?, ?> all = store.all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    private static RejectedImage rejection(TestRecord<String, byte[]> record) {
        return JsonSerdes.of(PayloadTypes.REJECTED_IMAGE)
                .deserializer()
                .deserialize("", record.headers().lastHeader("rejection").value());
    }

    private static Headers event(String source, String id) {
        return new RecordHeaders()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(id))
                .add("ce_source", utf8(source))
                .add("ce_type", utf8("io.fashionstream.product-image.v1"))
                .add("ce_subject", utf8("image of " + id))
                .add("content-type", utf8("application/vnd.fashion-mnist"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
