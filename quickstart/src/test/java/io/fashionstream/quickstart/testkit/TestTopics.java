package io.fashionstream.quickstart.testkit;

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
        Map<String, Object> settings =
                connection.with(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest"));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
