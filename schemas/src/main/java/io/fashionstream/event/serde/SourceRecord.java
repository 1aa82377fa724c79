package io.fashionstream.event.serde;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** One record as Kafka holds it, with where it was read. The arrays are shared, not to be changed. */
public final class SourceRecord {
    private final String topic;
    private final int partition;
    private final long offset;
    private final long timestamp;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Headers headers;

    /**
     * @param timestamp milliseconds since the epoch
     */
    public SourceRecord(
            String topic,
            int partition,
            long offset,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.timestamp = timestamp;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    public static SourceRecord of(ConsumerRecord<byte[], byte[]> polled) {
        return new SourceRecord(
                polled.topic(),
                polled.partition(),
                polled.offset(),
                polled.timestamp(),
                polled.key(),
                polled.value(),
                polled.headers());
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    /** Milliseconds since the epoch. */
    public long timestamp() {
        return timestamp;
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    /** The value; empty where the record has none. */
    byte[] valueOrEmpty() {
        return value == null ? new byte[0] : value;
    }

    public Headers headers() {
        return headers;
    }

    /** {@code topic/partition/offset}. */
    public String position() {
        return topic + "/" + partition + "/" + offset;
    }
}
