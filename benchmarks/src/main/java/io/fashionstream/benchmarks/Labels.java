package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import io.fashionstream.connection.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed labels from the beginning of their topic. For one thread. */
final class Labels implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;

    Labels(KafkaConnection connection, String topic) {
        consumer = new KafkaConsumer<>(
                connection.with(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
    }

    /** Reads until there were {@code expected}; {@code seen} is told of each. */
    void await(int expected, Consumer<ConsumerRecord<byte[], byte[]>> seen) {
        long last = System.nanoTime();
        int count = 0;
        while (count < expected) {
            ConsumerRecords<byte[], byte[]> labels = poll();
            labels.forEach(seen);
            count += labels.count();
            last = labels.isEmpty() ? last : System.nanoTime();
            require(System.nanoTime() - last < PATIENCE.toNanos(), "no label for %s after %d", PATIENCE, count);
        }
    }

    /**
     * Reads until there were {@code expected}, and measures from the first ones on: those were computed before the clock
     * was started, and do not count.
     */
    Usage measure(int expected) {
        ConsumerRecords<byte[], byte[]> first = poll();
        long start = System.nanoTime();
        while (first.isEmpty()) {
            require(System.nanoTime() - start < PATIENCE.toNanos(), "no label for %s", PATIENCE);
            first = poll();
        }
        Usage.Meter meter = Usage.start();
        int rest = expected - first.count();
        await(rest, label -> {});
        return meter.stop(rest);
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        return consumer.poll(Duration.ofMillis(20));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
