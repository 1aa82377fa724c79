package io.fashionstream.endtoend.shared;

import static java.util.stream.Collectors.toMap;

import io.fashionstream.connection.CommittedEnds;
import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Creates a deployment's topics and reads them whole. */
public final class TestTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration UNDECIDED = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private TestTopics() {}

    /** Creates all topics, those of images and labels with {@code partitions}. */
    public static void create(KafkaConnection connection, Topics topics, int partitions) {
        new TopicCreation(connection, PATIENCE).create(TopicSpecs.of(topics, partitions), 1);
    }

    /**
     * Every committed record of {@code topic} up to now; those of one partition in its order. A broker shows what was committed a
     * moment after it said so: what is undecided is waited for, though not for a transaction of somebody who died.
     */
    public static List<ConsumerRecord<byte[], byte[]>> committed(KafkaConnection connection, String topic) {
        CommittedEnds.await(connection, UNDECIDED, lastOffsets(connection, topic));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (CommittedReader reader = CommittedReader.ofAll(connection, PATIENCE, topic)) {
            reader.readToEnd(records::add);
        }
        return records;
    }

    private static Map<TopicPartition, Long> lastOffsets(KafkaConnection connection, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                connection.with(Map.of("allow.auto.create.topics", false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions); // Kafka warns where it is asked about others
            return consumer.endOffsets(partitions).entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, end -> end.getValue() - 1));
        }
    }

    /** Waits until {@code topic} has so many committed records, for as long as one comes within {@code patience}. */
    public static void awaitCommitted(KafkaConnection connection, String topic, int count, Duration patience) {
        AtomicInteger found = new AtomicInteger();
        try (CommittedReader reader = CommittedReader.ofAll(connection, PATIENCE, topic)) {
            long heardAt = System.nanoTime();
            while (found.get() < count) {
                int before = found.get();
                reader.poll(POLL, stored -> found.incrementAndGet());
                heardAt = found.get() > before ? System.nanoTime() : heardAt;
                if (System.nanoTime() - heardAt > patience.toNanos()) {
                    throw new AssertionError("expected " + count + " records on " + topic + ", found " + found
                            + " and no more within " + patience);
                }
            }
        }
    }
}
