package io.fashionstream.endtoend.release;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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
        TestTopics.committed(kafka, topic).forEach(stored -> put(latest, stored));
        return latest;
    }

    private static void put(Map<String, byte[]> latest, ConsumerRecord<byte[], byte[]> stored) {
        String key = new String(stored.key(), StandardCharsets.UTF_8);
        if (stored.value() == null) {
            latest.remove(key);
        } else {
            latest.put(key, stored.value());
        }
    }
}
