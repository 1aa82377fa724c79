package io.fashionstream.stream.review;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record stands. */
record RecordPlace(String topic, int partition, long offset) {
    static RecordPlace of(ConsumerRecord<byte[], byte[]> stored) {
        return new RecordPlace(stored.topic(), stored.partition(), stored.offset());
    }

    /** {@code topic/partition/offset}. */
    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}
