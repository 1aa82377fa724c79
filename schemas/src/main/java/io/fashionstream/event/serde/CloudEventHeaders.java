package io.fashionstream.event.serde;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 attributes as Kafka record headers, binary mode: {@code ce_*}, and the payload's type as
 * {@code content-type}. Safe for use by several threads.
 */
public final class CloudEventHeaders {
    /** W3C trace context of an event; passed on from an image to all that is said about it. */
    public static final String TRACE_PARENT = "traceparent";

    /** The header of a record on {@code rejected-images} that holds the {@code RejectedImage} JSON. */
    public static final String REJECTION = "rejection";

    /**
     * The header of a record that was sent again: {@code topic/partition/offset} of the original record. What carries
     * it is never sent a third time.
     */
    public static final String REPLAYED_FROM = "replayed-from";

    static final String CONTENT_TYPE = "content-type";
    static final String ATTRIBUTE_PREFIX = "ce_";

    private static final String JSON = "application/json";
    private static final int LONGEST_TRACE_PARENT = 256;

    private final URI source;
    private final CloudEventSerializer serializer = new CloudEventSerializer();

    /**
     * @param source who produces the events, such as {@code /fashion-stream/processor}
     */
    public CloudEventHeaders(URI source) {
        this.source = source;
    }

    /**
     * Sets the headers of an event with a JSON payload, in place of any CloudEvents headers that are there; other headers
     * stay.
     *
     * @param id unique within the source; the same for the same event sent twice
     * @param subject what it is about, such as the image id
     */
    public void write(Headers headers, PayloadType<?> type, String id, @Nullable String subject, Instant time) {
        remove(headers);
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(id)
                .withType(type.cloudEventType())
                .withSource(source)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withDataContentType(JSON);
        serialize(
                headers,
                subject == null ? event.build() : event.withSubject(subject).build());
    }

    private void serialize(Headers headers, CloudEvent event) {
        serializer.serialize("", headers, event);
    }

    private static void remove(Headers headers) {
        for (Header header : headers.toArray()) {
            if (header.key().startsWith(ATTRIBUTE_PREFIX) || header.key().equals(CONTENT_TYPE)) {
                headers.remove(header.key());
            }
        }
    }

    /** Copies the trace context, if there is one of sane length; both spellings ({@code ce_} extension or plain) count. */
    public static void copyTraceParent(Headers from, Headers to) {
        Header header = from.lastHeader(TRACE_PARENT);
        Header trace = header == null ? from.lastHeader(ATTRIBUTE_PREFIX + TRACE_PARENT) : header;
        if (trace != null && trace.value() != null && trace.value().length <= LONGEST_TRACE_PARENT) {
            byte[] copy = Arrays.copyOf(trace.value(), trace.value().length);
            to.remove(TRACE_PARENT).add(TRACE_PARENT, copy);
        }
    }
}
