package io.fashionstream.stream.trace;

import io.fashionstream.event.serde.ProductId;
import io.fashionstream.event.serde.SourceRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;

/** Attributes of spans: by OpenTelemetry's semantic conventions for messaging and Kafka, and a few of the processor's own. */
final class MessagingAttributes {
    static final AttributeKey<Long> BATCH_IMAGES = AttributeKey.longKey("messaging.batch.message_count");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("fashion_stream.outcome");
    static final AttributeKey<String> IMAGE_ID = AttributeKey.stringKey("fashion_stream.image.id");
    static final AttributeKey<String> CATEGORY = AttributeKey.stringKey("fashion_stream.category");
    static final AttributeKey<String> MODEL_ID = AttributeKey.stringKey("fashion_stream.model.id");

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("messaging.kafka.message.key");
    private static final AttributeKey<Long> BODY_BYTES = AttributeKey.longKey("messaging.message.body.size");
    private static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("messaging.client.id");

    private final Attributes process;
    private final Attributes send;

    MessagingAttributes(TraceSettings settings) {
        this.process = Attributes.builder()
                .put(SYSTEM, "kafka")
                .put(OPERATION, "process")
                .put(OPERATION_TYPE, "process")
                .put(GROUP, settings.applicationId())
                .put(CLIENT, settings.instanceId())
                .build();
        this.send = Attributes.builder()
                .put(SYSTEM, "kafka")
                .put(OPERATION, "send")
                .put(OPERATION_TYPE, "send")
                .put(CLIENT, settings.instanceId())
                .build();
    }

    /** What every processing of an image has. */
    Attributes process() {
        return process;
    }

    /** What every sending of an answer has. */
    Attributes send() {
        return send;
    }

    /** Says of {@code span} which record it is about. */
    static void describe(Span span, SourceRecord image) {
        span.setAttribute(DESTINATION, image.topic());
        span.setAttribute(PARTITION, Integer.toString(image.partition()));
        span.setAttribute(OFFSET, image.offset());
        byte[] key = image.key();
        if (key != null) {
            span.setAttribute(KEY, ProductId.of(key));
        }
        byte[] value = image.value();
        if (value != null) {
            span.setAttribute(BODY_BYTES, (long) value.length);
        }
    }

    /** Says of {@code span} which topic it sends to; the partition is the producer's choice, and not known yet. */
    static void describe(Span span, String topic) {
        span.setAttribute(DESTINATION, topic);
    }
}
