package io.fashionstream.endtoend.release;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topics of releases, and what compaction will leave of them. */
final class TopicContents {
    private TopicContents() {}

    static void createTopics(KafkaConnection kafka, Topics topics) {
        List<String> names = List.of(topics.modelReleases(), topics.modelArtifacts());
        new TopicCreation(kafka, Duration.ofSeconds(10))
                .create(
                        TopicSpecs.of(topics, 1).stream()
                                .filter(spec -> names.contains(spec.name()))
                                .toList(),
                        1);
    }

    /** The last committed value of each key that has one. */
    static Map<String, byte[]> latest(KafkaConnection kafka, String topic) {
        Map<String, byte[]> latest = new HashMap<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                kafka.with(Map.of("isolation.level", "read_committed")),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(stored -> put(latest, stored));
            }
        }
        return latest;
    }

    private static void put(Map<String, byte[]> latest, ConsumerRecord<String, byte[]> stored) {
        if (stored.value() == null) {
            latest.remove(stored.key());
        } else {
            latest.put(stored.key(), stored.value());
        }
    }
}
