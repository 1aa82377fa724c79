package io.fashionstream.event.serde;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

    private static final String SPEC_VERSION = ATTRIBUTE_PREFIX + "specversion";
    private static final String ID = ATTRIBUTE_PREFIX + "id";
    private static final String TYPE = ATTRIBUTE_PREFIX + "type";
    private static final String SOURCE = ATTRIBUTE_PREFIX + "source";
    private static final String TIME = ATTRIBUTE_PREFIX + "time";
    private static final String SUBJECT = ATTRIBUTE_PREFIX + "subject";
    private static final byte[] ONE = utf8("1.0");
    private static final byte[] JSON = utf8("application/json");
    private static final int LONGEST_TRACE_PARENT = 256;

    private final byte[] source;

    /**
     * @param source who produces the events, such as {@code /fashion-stream/processor}
     */
    public CloudEventHeaders(URI source) {
        this.source = utf8(source.toString());
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
        headers.add(SPEC_VERSION, ONE);
        headers.add(ID, utf8(id));
        headers.add(TYPE, utf8(type.cloudEventType()));
        headers.add(SOURCE, source);
        headers.add(TIME, utf8(time.toString()));
        headers.add(CONTENT_TYPE, JSON);
        if (subject != null) {
            headers.add(SUBJECT, utf8(subject));
        }
    }

    private static void remove(Headers headers) {
        for (Header header : headers.toArray()) {
            if (header.key().startsWith(ATTRIBUTE_PREFIX) || header.key().equals(CONTENT_TYPE)) {
                headers.remove(header.key());
            }
        }
    }

    /**
     * Copies the trace context, if there is one of sane length: a header of its own, or an attribute in any of the spellings
     * that {@link Attribute#prefixed} knows.
     */
    public static void copyTraceParent(Headers from, Headers to) {
        Header trace = traceHeader(from, TRACE_PARENT);
        if (trace != null && trace.value() != null && trace.value().length <= LONGEST_TRACE_PARENT) {
            byte[] copy = Arrays.copyOf(trace.value(), trace.value().length);
            to.remove(TRACE_PARENT).add(TRACE_PARENT, copy);
        }
    }

    /**
     * The part of the trace context that is called {@code name}: a header of its own, or else an attribute in any of the
     * spellings that {@link Attribute#prefixed} knows; null if there is neither. Parts are not mixed: where the record has a
     * trace parent of its own, attributes do not count.
     */
    public static @Nullable Header traceHeader(Headers from, String name) {
        Header own = null;
        Header attribute = null;
        boolean inHeaders = false;
        for (Header header : from) {
            inHeaders |= header.key().equalsIgnoreCase(TRACE_PARENT);
            if (header.key().equalsIgnoreCase(name)) {
                own = header;
            } else if (attribute == null && name.equalsIgnoreCase(Attribute.withoutPrefix(header.key()))) {
                attribute = header;
            }
        }
        return inHeaders || attribute == null ? own : attribute;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
