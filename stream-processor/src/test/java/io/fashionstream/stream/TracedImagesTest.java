package io.fashionstream.stream;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.Precision;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.stream.intake.ImageClassification;
import io.fashionstream.stream.intake.Intake;
import io.fashionstream.stream.intake.Shadow;
import io.fashionstream.stream.intake.Telemetry;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.ops.StageTimes;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.testing.TestModels;
import io.fashionstream.stream.trace.ImageTraces;
import io.fashionstream.stream.trace.RecordedSpans;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracedImagesTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String TRACE_PARENT = "00-" + TRACE + "-" + PARENT + "-01";
    private static final String OTHER = "00-11111111111111111111111111111111-2222222222222222-01";
    private static final byte[] BAG = TestModels.image(Category.BAG).toBytes();

    private final ProcessorSettings settings = ProcessorSettings.of(Map.of("duplicate.horizon.ms", "0"));
    private final ModelArtifact artifact = TestModels.artifact("champion");
    private final ModelSlot<ServedModel> champion = new ModelSlot<>();
    private final ModelSlot<ServedModel> challenger = new ModelSlot<>();
    private final RecordedSpans spans = new RecordedSpans();
    private final ImageTraces traces = spans.traces();
    private final TopologyTestDriver driver = new ImageTopology(
                    settings, champion, challenger, new RecordedAnswers(), traces)
            .driver(Clock.systemUTC(), Instant.now());

    TracedImagesTest() {
        champion.serve(
                ServedModel.of(artifact, Precision.FP32, new OnnxLoader(settings).load(artifact, Precision.FP32)));
    }

    @AfterEach
    void close() {
        driver.close();
        champion.vacate();
    }

    @Test
    void theWayOfAnImageGoesOnWithTheTraceOfItsCatalogueAndPassesItOn() {
        Headers label =
                label(InputRecord.binary("e1").with("traceparent", TRACE_PARENT).with("tracestate", "shop=7"));

        assertThat(spans.all())
                .extracting(SpanData::getName)
                .containsExactly("decode image", "classify batch", "send image-labels", "process product-images");
        assertThat(spans.all()).extracting(SpanData::getTraceId).containsOnly(TRACE);
        SpanData process = one("process product-images");
        assertThat(process.getParentSpanId()).isEqualTo(PARENT);
        assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(spans.all().subList(0, 3))
                .extracting(SpanData::getParentSpanId)
                .containsOnly(process.getSpanId());
        SpanData send = one("send image-labels");
        assertThat(send.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(text(label, "traceparent")).isEqualTo("00-" + TRACE + "-" + send.getSpanId() + "-01");
        assertThat(text(label, "tracestate")).isEqualTo("shop=7");
    }

    @Test
    void spansSayByTheMessagingConventionsWhichRecordTheyAreAbout() {
        label(InputRecord.binary("e1").with("ce_subject", "front"));

        SpanData process = one("process product-images");
        assertThat(text(process, "messaging.system")).isEqualTo("kafka");
        assertThat(text(process, "messaging.operation.type")).isEqualTo("process");
        assertThat(text(process, "messaging.operation.name")).isEqualTo("process");
        assertThat(text(process, "messaging.destination.name")).isEqualTo("product-images");
        assertThat(text(process, "messaging.destination.partition.id")).isEqualTo("0");
        assertThat(process.getAttributes().get(longKey("messaging.kafka.offset")))
                .isZero();
        assertThat(text(process, "messaging.kafka.message.key")).isEqualTo("sku-1");
        assertThat(text(process, "messaging.message.id")).isEqualTo("e1");
        assertThat(process.getAttributes().get(longKey("messaging.message.body.size")))
                .isEqualTo(784);
        assertThat(text(process, "messaging.consumer.group.name")).isEqualTo("shop");
        assertThat(text(process, "messaging.client.id")).isEqualTo("one");
        assertThat(text(process, "fashion_stream.outcome")).isEqualTo("LABELLED");
        assertThat(text(process, "fashion_stream.category")).isEqualTo("BAG");
        assertThat(text(process, "fashion_stream.image.id")).isEqualTo("front");
        SpanData send = one("send image-labels");
        assertThat(text(send, "messaging.operation.type")).isEqualTo("send");
        assertThat(text(send, "messaging.destination.name")).isEqualTo("image-labels");
    }

    @Test
    void aHeaderOfTheRecordWinsOverTheExtensionOfCloudEventsInEitherOrder() {
        label(InputRecord.binary("e1").with("traceparent", TRACE_PARENT).with("ce_traceparent", OTHER));
        label(InputRecord.binary("e2").with("ce_traceparent", OTHER).with("traceparent", TRACE_PARENT));
        Headers state =
                label(InputRecord.binary("e3").with("ce_tracestate", "x=1").with("traceparent", TRACE_PARENT));
        label(InputRecord.binary("e4").with("ce_traceparent", OTHER));

        assertThat(spans.named("process product-images"))
                .extracting(SpanData::getTraceId)
                .containsExactly(TRACE, TRACE, TRACE, OTHER.substring(3, 35));
        assertThat(state.lastHeader("tracestate")).isNull();
    }

    @Test
    void aTraceParentThatIsNoneCostsNothingButTheLink() {
        for (String bad : List.of("", "nonsense", "00-0-0-01", TRACE_PARENT + "x", "x".repeat(100_000))) {
            Headers label = label(InputRecord.binary("e1").with("traceparent", bad));

            assertThat(text(label, "traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]");
        }
        assertThat(spans.named("process product-images"))
                .hasSize(5)
                .allMatch(span -> span.getParentSpanId().equals("0000000000000000"));
    }

    @Test
    void whatTheCatalogueDoesNotSampleIsNotSampledHere() {
        Headers label = label(InputRecord.binary("e1").with("traceparent", "00-" + TRACE + "-" + PARENT + "-00"));

        assertThat(spans.all()).isEmpty();
        assertThat(text(label, "traceparent")).startsWith("00-" + TRACE).endsWith("-00");
    }

    @Test
    void aRejectedImageSaysWhyAndKeepsItsOwnHeaders() {
        InputRecord broken =
                InputRecord.binary("e1").with("traceparent", TRACE_PARENT).value(new byte[783]);
        send(broken);

        Headers rejected = driver.createOutputTopic(
                        "rejected-images", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecord()
                .headers();
        assertThat(text(rejected, "traceparent")).isEqualTo(TRACE_PARENT);
        SpanData process = one("process product-images");
        assertThat(text(process, "fashion_stream.outcome")).isEqualTo("REJECTED");
        assertThat(text(process, "error.type")).isEqualTo("TRUNCATED");
        assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(process.getStatus().getDescription()).contains("783");
        assertThat(one("send rejected-images").getParentSpanId()).isEqualTo(process.getSpanId());
        assertThat(spans.named("classify batch")).isEmpty();
    }

    @Test
    void aBatchLinksToEveryImageThatTheNetworkSawAndEachImageToItsBatch() {
        ImageClassification classification = classification();
        classification.apply(List.of(polled(0, BAG), polled(1, new byte[1]), polled(2, BAG), polled(3, BAG)));
        traces.forget(new TopicPartition("product-images", 0));

        SpanData batch = one("classify batch");
        List<SpanData> seen = spans.named("process product-images").stream()
                .filter(span -> span.getAttributes().get(longKey("messaging.kafka.offset")) != 1)
                .toList();
        assertThat(batch.getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactlyElementsOf(
                        seen.stream().map(SpanData::getSpanId).toList())
                .hasSize(3);
        assertThat(batch.getAttributes().get(longKey("messaging.batch.message_count")))
                .isEqualTo(3);
        assertThat(text(batch, "fashion_stream.model.id")).isEqualTo(artifact.modelId());
        assertThat(seen)
                .allSatisfy(span -> assertThat(span.getLinks())
                        .extracting(LinkData::getSpanContext)
                        .containsExactly(batch.getSpanContext()));
        assertThat(spans.named("process product-images"))
                .hasSize(4)
                .allMatch(span -> text(span, "fashion_stream.outcome").equals("ABANDONED"));
    }

    @Test
    void anAttemptThatIsRepeatedIsASecondSpan() {
        classification().apply(List.of(polled(0, BAG), polled(1, BAG)));
        classification().apply(List.of(polled(0, BAG), polled(1, BAG)));
        send(InputRecord.binary("e1"));

        assertThat(spans.named("process product-images"))
                .extracting(span -> text(span, "fashion_stream.outcome"))
                .containsExactly("ABANDONED", "ABANDONED", "ABANDONED", "LABELLED");
    }

    private ImageClassification classification() {
        return new ImageClassification(
                new Intake(new ImageDecoder(settings.decodeLimits()), Clock.systemUTC()),
                champion,
                challenger,
                new Shadow(0),
                Clock.systemUTC(),
                Duration.ofSeconds(10),
                new Telemetry(new StageTimes(new PrometheusRegistry()), traces));
    }

    private static SourceRecord polled(long offset, byte[] image) {
        return new SourceRecord("product-images", 0, offset, 0, "sku-1".getBytes(UTF_8), image, new RecordHeaders());
    }

    private Headers label(InputRecord image) {
        send(image);
        return driver.createOutputTopic("image-labels", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecord()
                .headers();
    }

    private void send(InputRecord image) {
        driver.createInputTopic("product-images", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(image.key(), image.value(), image.headers()));
    }

    private SpanData one(String name) {
        assertThat(spans.named(name)).as(name).hasSize(1);
        return spans.named(name).get(0);
    }

    private static String text(SpanData span, String key) {
        return String.valueOf(span.getAttributes().get(stringKey(key)));
    }

    private static String text(Headers headers, String name) {
        Header found = headers.lastHeader(name);
        return found == null ? "" : new String(found.value(), UTF_8);
    }
}
