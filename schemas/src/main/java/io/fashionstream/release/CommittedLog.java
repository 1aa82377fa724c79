package io.fashionstream.release;

import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads one topic from its beginning, committed records only, without a consumer group: every reader sees everything.
 * Confined to one thread.
 */
final class CommittedLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int FETCH_BYTES = 8 << 20;

    private final KafkaConnection connection;
    private final String topic;
    private final Duration patience;
    private final KafkaConsumer<String, byte[]> consumer;

    /** @param patience how long the broker may take for any one answer */
    CommittedLog(KafkaConnection connection, String topic, Duration patience) {
        this.connection = connection;
        this.topic = topic;
        this.patience = patience;
        int millis = Math.toIntExact(patience.toMillis());
        this.consumer = new KafkaConsumer<>(
                connection.with(Map.of(
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        false,
                        "max.partition.fetch.bytes",
                        FETCH_BYTES,
                        "request.timeout.ms",
                        millis,
                        "default.api.timeout.ms",
                        millis)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Hands on every record between the last one read and the present end. A topic that does not exist is empty.
     *
     * @throws BrokerUnreachable if no answer comes for the length of the patience
     */
    void readToEnd(Consumer<ConsumerRecord<String, byte[]>> reader) {
        answered(() -> {
            if (isAssigned()) {
                readTo(consumer.endOffsets(consumer.assignment()), reader);
            }
        });
    }

    /** Hands on what comes within {@code wait}, as soon as something does. */
    void poll(Duration wait, Consumer<ConsumerRecord<String, byte[]>> reader) {
        answered(() -> {
            if (isAssigned()) {
                consumer.poll(wait).forEach(reader);
            } else {
                pause(wait);
            }
        });
    }

    private void readTo(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<String, byte[]>> reader) {
        long lastProgress = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            records.forEach(reader);
            if (!records.isEmpty()) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > patience.toNanos()) {
                throw new BrokerUnreachable(connection, patience, null);
            }
        }
    }

    private boolean isAssigned() {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        return !consumer.assignment().isEmpty();
    }

    private void answered(Runnable reading) {
        try {
            reading.run();
        } catch (InterruptException interrupted) {
            throw interrupted;
        } catch (KafkaException failure) {
            throw new BrokerUnreachable(connection, patience, failure);
        }
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
