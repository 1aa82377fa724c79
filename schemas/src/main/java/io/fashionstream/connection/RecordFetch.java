package io.fashionstream.connection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Fetches single committed records by where they stand. Safe for use by several threads, one at a time. */
public final class RecordFetch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConnection connection;
    private final Duration patience;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param patience how long the broker may take for any one answer, at least 1 s */
    public RecordFetch(KafkaConnection connection, Duration patience) {
        this.connection = connection;
        this.patience = patience;
        int millis = Math.toIntExact(patience.toMillis());
        this.consumer = new KafkaConsumer<>(
                connection.with(Map.of(
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "none",
                        "allow.auto.create.topics",
                        false,
                        "max.poll.records",
                        1,
                        "max.partition.fetch.bytes",
                        1,
                        "default.api.timeout.ms",
                        millis)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * The record at {@code offset}; empty if there is none any more, or none that is committed.
     *
     * @throws BrokerUnreachable if the broker does not answer in time
     */
    public synchronized Optional<ConsumerRecord<byte[], byte[]>> fetch(String topic, int partition, long offset) {
        TopicPartition place = new TopicPartition(topic, partition);
        try {
            consumer.assign(List.of(place));
            boolean there = consumer.beginningOffsets(List.of(place)).getOrDefault(place, Long.MAX_VALUE) <= offset
                    && consumer.endOffsets(List.of(place)).getOrDefault(place, 0L) > offset;
            return there ? fetch(place, offset) : Optional.empty();
        } catch (InterruptException ended) {
            throw ended;
        } catch (KafkaException failure) {
            throw new BrokerUnreachable(connection, patience, failure);
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> fetch(TopicPartition place, long offset) {
        consumer.seek(place, offset);
        long start = System.nanoTime();
        while (consumer.position(place) <= offset) {
            for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                return Optional.of(found).filter(record -> record.offset() == offset);
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new BrokerUnreachable(connection, patience, null);
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
