package io.fashionstream.stream.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own time, or now where a foreign client sent none: Kafka Streams would fail on it, or drop the record.
 * Public because Kafka Streams creates it.
 */
public final class RecordTimeOrNow implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : System.currentTimeMillis();
    }
}
