package io.fashionstream.endtoend.trace;

import static io.fashionstream.endtoend.trace.OtlpReceiver.attribute;
import static io.fashionstream.event.ModelAlias.CHAMPION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.Classes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of images as spans: from the catalogue's over the processor's to the trace that a label passes on. */
@ExtendWith(SharedBroker.class)
class TracesIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int IMAGES = 40;
    private static final int BROKEN = 7;

    @TempDir
    private Path folder;

    @BeforeEach
    void releaseAModel(KafkaConnection kafka, Topics topics) {
        TestTopics.create(kafka, topics, 2);
        new ReleasePublisher(kafka, topics, Duration.ofSeconds(20), Clock.systemUTC())
                .publish(BandModels.numbered(1), CHAMPION, null);
    }

    @Test
    void eachImageIsATraceFromItsCatalogueToItsLabel(KafkaConnection kafka, Topics topics) throws Exception {
        publish(kafka, topics);
        try (OtlpReceiver receiver = new OtlpReceiver()) {
            label(kafka, topics, receiver.endpoint());

            List<Span> process = receiver.named("process " + topics.productImages());
            assertThat(process).hasSize(IMAGES);
            for (Span span : process) {
                requireContinued(span, topics);
            }
            requireRejected(receiver, topics);
            requireLinked(receiver.named("classify batch"), process);
            requirePassedOn(receiver, kafka, topics);
            assertThat(receiver.named("decode image")).hasSize(IMAGES);
            assertThat(receiver.resource())
                    .containsEntry("service.name", "fashion-stream")
                    .containsEntry("service.instance.id", "one");
        }
    }

    @Test
    void imagesNeverWaitForAReceiverThatIsNotThere(KafkaConnection kafka, Topics topics) throws Exception {
        publish(kafka, topics);

        OtlpReceiver gone = new OtlpReceiver();
        gone.close();
        label(kafka, topics, gone.endpoint());

        assertThat(TestTopics.committed(kafka, topics.imageLabels())).hasSize(IMAGES - 1);
    }

    private void label(KafkaConnection kafka, Topics topics, String endpoint) throws InterruptedException {
        ProcessorSettings settings = ProcessorSettings.of(Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "topic.prefix",
                topics.prefix(),
                "application.id",
                topics.prefix() + "app",
                "instance.id",
                "one",
                "state.dir",
                folder.toString(),
                "http.port",
                "0",
                "traces",
                "otlp",
                "otel.exporter.otlp.endpoint",
                endpoint));
        try (StreamProcessor processor = new StreamProcessor(settings).start()) {
            assertThat(processor.awaitReady(LONG)).isTrue();
            TestTopics.awaitCommitted(kafka, topics.imageLabels(), IMAGES - 1, LONG);
            await().atMost(LONG)
                    .until(() ->
                            TestTopics.committed(kafka, topics.rejectedImages()).size() == 1);
        }
    }

    private static void requireContinued(Span process, Topics topics) {
        int number = Integer.parseInt(attribute(process, "messaging.message.id").substring("event-".length()));
        assertThat(hex(process.getTraceId())).isEqualTo(traceId(number));
        assertThat(hex(process.getParentSpanId())).isEqualTo(spanId(number));
        assertThat(process.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
        assertThat(attribute(process, "messaging.system")).isEqualTo("kafka");
        assertThat(attribute(process, "messaging.destination.name")).isEqualTo(topics.productImages());
        assertThat(attribute(process, "messaging.destination.partition.id")).matches("[01]");
        assertThat(attribute(process, "messaging.kafka.offset")).matches("[0-9]+");
        assertThat(attribute(process, "messaging.kafka.message.key")).isEqualTo("product-" + number % 5);
        assertThat(attribute(process, "messaging.consumer.group.name")).isEqualTo(topics.prefix() + "app");
        assertThat(process.getEndTimeUnixNano()).isGreaterThanOrEqualTo(process.getStartTimeUnixNano());
    }

    private static void requireRejected(OtlpReceiver receiver, Topics topics) {
        List<Span> refused = receiver.named("process " + topics.productImages()).stream()
                .filter(span -> attribute(span, "fashion_stream.outcome").equals("REJECTED"))
                .toList();
        assertThat(refused).hasSize(1);
        assertThat(attribute(refused.get(0), "messaging.message.id")).isEqualTo("event-" + BROKEN);
        assertThat(attribute(refused.get(0), "error.type")).isEqualTo("TRUNCATED");
        assertThat(refused.get(0).getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(receiver.named("send " + topics.rejectedImages()))
                .extracting(Span::getParentSpanId)
                .containsExactly(refused.get(0).getSpanId());
    }

    private static void requireLinked(List<Span> batches, List<Span> process) {
        Map<ByteString, Span> images = process.stream().collect(Collectors.toMap(Span::getSpanId, span -> span));
        assertThat(batches).anyMatch(batch -> batch.getLinksCount() > 1);
        for (Span batch : batches) {
            assertThat(attribute(batch, "messaging.batch.message_count"))
                    .isEqualTo(Integer.toString(batch.getLinksCount()));
            assertThat(batch.getLinksList())
                    .allSatisfy(link -> assertThat(Objects.requireNonNull(images.get(link.getSpanId()))
                                    .getLinksList())
                            .extracting(Span.Link::getSpanId)
                            .containsExactly(batch.getSpanId()));
        }
        assertThat(batches.stream().mapToInt(Span::getLinksCount).sum()).isEqualTo(IMAGES - 1);
    }

    private static void requirePassedOn(OtlpReceiver receiver, KafkaConnection kafka, Topics topics) {
        List<String> sent = receiver.named("send " + topics.imageLabels()).stream()
                .map(span -> "00-" + hex(span.getTraceId()) + "-" + hex(span.getSpanId()) + "-01")
                .toList();
        assertThat(TestTopics.committed(kafka, topics.imageLabels()))
                .extracting(label -> header(label, "traceparent"))
                .containsExactlyInAnyOrderElementsOf(sent);
        assertThat(TestTopics.committed(kafka, topics.imageLabels()))
                .allMatch(label -> header(label, "tracestate").equals("shop=7"));
    }

    /** Of half of the images the trace is a header of the record, of the others an extension of CloudEvents. */
    private static void publish(KafkaConnection kafka, Topics topics) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka.with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < IMAGES; i++) {
                byte[] image = BandModels.image(Classes.FASHION_MNIST.category(i % 10));
                ProducerRecord<String, byte[]> sent = new ProducerRecord<>(
                        topics.productImages(), "product-" + i % 5, i == BROKEN ? new byte[783] : image);
                sent.headers()
                        .add("ce_specversion", utf8("1.0"))
                        .add("ce_id", utf8("event-" + i))
                        .add("ce_source", utf8("/test"))
                        .add("ce_type", utf8("io.fashionstream.product-image.v1"))
                        .add("content-type", utf8("application/vnd.fashion-mnist"))
                        .add(prefix(i) + "traceparent", utf8("00-" + traceId(i) + "-" + spanId(i) + "-01"))
                        .add(prefix(i) + "tracestate", utf8("shop=7"));
                var unused = producer.send(sent);
            }
        }
    }

    private static String prefix(int number) {
        return number % 2 == 0 ? "" : "ce_";
    }

    private static String traceId(int number) {
        return "%032x".formatted(number + 1);
    }

    private static String spanId(int number) {
        return "%016x".formatted(number + 1);
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static String header(ConsumerRecord<byte[], byte[]> label, String name) {
        return new String(label.headers().lastHeader(name).value(), UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
