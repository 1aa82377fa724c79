package io.fashionstream.stream.task;

import io.fashionstream.event.serde.SourceRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Records with the place where they were read, which Kafka Streams keeps apart from them. */
public final class Sources {
    private Sources() {}

    /** The record that {@code context} is processing; it has the very bytes that were polled. */
    public static SourceRecord of(ProcessorContext<?, ?> context, Record<byte[], byte[]> record) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        return new SourceRecord(
                from.topic(),
                from.partition(),
                from.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
    }
}
