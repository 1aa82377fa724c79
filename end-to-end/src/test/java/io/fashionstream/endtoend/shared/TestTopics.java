package io.fashionstream.endtoend.shared;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Creates a deployment's topics and reads them whole. */
public final class TestTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestTopics() {}

    /** Creates all topics, those of images and labels with {@code partitions}. */
    public static void create(KafkaConnection connection, Topics topics, int partitions) {
        new TopicCreation(connection, PATIENCE).create(TopicSpecs.of(topics, partitions), 1);
    }

    /** Every committed record of {@code topic} up to now; those of one partition in its order. */
    public static List<ConsumerRecord<byte[], byte[]>> committed(KafkaConnection connection, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = fromTheBeginning(connection, topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** Waits until {@code topic} has so many committed records, for as long as one comes within {@code patience}. */
    public static void awaitCommitted(KafkaConnection connection, String topic, int count, Duration patience) {
        try (KafkaConsumer<byte[], byte[]> consumer = fromTheBeginning(connection, topic)) {
            int found = 0;
            long heardAt = System.nanoTime();
            while (found < count) {
                int more = consumer.poll(Duration.ofMillis(100)).count();
                found += more;
                heardAt = more > 0 ? System.nanoTime() : heardAt;
                if (System.nanoTime() - heardAt > patience.toNanos()) {
                    throw new AssertionError("expected " + count + " records on " + topic + ", found " + found
                            + " and no more within " + patience);
                }
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> fromTheBeginning(KafkaConnection connection, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                connection.with(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
        return consumer;
    }
}
