package io.fashionstream.event.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CloudEventHeadersTest {
    private static final Instant TIME = Instant.parse("2026-11-22T17:00:00.125Z");
    private final CloudEventHeaders events = new CloudEventHeaders(URI.create("/fashion-stream/processor"));

    @Test
    void aCloudEventsClientReadsWhatWasWritten() {
        Headers headers = new RecordHeaders();

        events.write(headers, PayloadTypes.IMAGE_LABEL, "e1/4f2c", "front", TIME);

        CloudEvent event =
                KafkaMessageFactory.createReader(headers, "{}".getBytes(UTF_8)).toEvent();
        assertThat(event.getId()).isEqualTo("e1/4f2c");
        assertThat(event.getType()).isEqualTo("io.fashionstream.image-label.v1");
        assertThat(event.getSource()).isEqualTo(URI.create("/fashion-stream/processor"));
        assertThat(event.getSubject()).isEqualTo("front");
        assertThat(event.getTime().toInstant()).isEqualTo(TIME);
        assertThat(event.getDataContentType()).isEqualTo("application/json");
    }

    @Test
    void theHeadersOfTheEventThatItAnswersGiveWayAndOthersStay() {
        Headers headers = new RecordHeaders()
                .add("ce_subject", "old".getBytes(UTF_8))
                .add("ce_declaredcategory", "BAG".getBytes(UTF_8))
                .add("content-type", "image/png".getBytes(UTF_8))
                .add("shop", "north".getBytes(UTF_8));

        events.write(headers, PayloadTypes.IMAGE_LABEL, "e1", null, TIME);

        assertThat(Arrays.stream(headers.toArray()).map(Header::key))
                .containsExactlyInAnyOrder(
                        "shop", "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type");
    }

    @Test
    void theTraceContextIsCopiedInEitherSpelling() {
        Headers plain = new RecordHeaders().add("traceparent", "00-a-b-01".getBytes(UTF_8));
        Headers extension = new RecordHeaders().add("ce_traceparent", "00-c-d-01".getBytes(UTF_8));

        assertThat(traceCopiedFrom(plain)).isEqualTo("00-a-b-01");
        assertThat(traceCopiedFrom(extension)).isEqualTo("00-c-d-01");
        assertThat(traceCopiedFrom(new RecordHeaders())).isEqualTo("none");
        assertThat(traceCopiedFrom(new RecordHeaders().add("traceparent", new byte[100_000])))
                .isEqualTo("none");
    }

    @Test
    void aTraceContextOfTheRecordWinsInEitherOrderAndIsNotMixedWithAttributes() {
        Header own = new RecordHeader("traceparent", "00-a-b-01".getBytes(UTF_8));
        Header attribute = new RecordHeader("ce_traceparent", "00-c-d-01".getBytes(UTF_8));
        Header state = new RecordHeader("ce_tracestate", "x=1".getBytes(UTF_8));

        assertThat(traceCopiedFrom(new RecordHeaders(List.of(own, attribute)))).isEqualTo("00-a-b-01");
        assertThat(traceCopiedFrom(new RecordHeaders(List.of(attribute, own)))).isEqualTo("00-a-b-01");
        assertThat(CloudEventHeaders.traceHeader(new RecordHeaders(List.of(state, own)), "tracestate"))
                .isNull();
        assertThat(CloudEventHeaders.traceHeader(new RecordHeaders(List.of(state, attribute)), "tracestate"))
                .isEqualTo(state);
    }

    private static String traceCopiedFrom(Headers from) {
        Headers to = new RecordHeaders();
        CloudEventHeaders.copyTraceParent(from, to);
        Header copied = to.lastHeader("traceparent");
        return copied == null ? "none" : new String(copied.value(), UTF_8);
    }
}
