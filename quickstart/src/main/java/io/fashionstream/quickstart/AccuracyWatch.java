package io.fashionstream.quickstart;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.quickstart.terminal.Frame;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows {@code class-accuracy} as an operator's client would: the newest row of each key counts. One thread. */
final class AccuracyWatch implements AutoCloseable {
    private static final JsonCodec<ClassAccuracy> ROWS = JsonCodec.of(PayloadTypes.CLASS_ACCURACY);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Map<String, ClassAccuracy>> rowsByModel = new HashMap<>();

    AccuracyWatch(KafkaConnection connection, Topics topics) {
        this.consumer = new KafkaConsumer<>(
                connection.with(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topics.classAccuracy()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Takes in what was published since; does not wait. */
    void update() {
        consumer.poll(Duration.ZERO).forEach(record -> {
            if (record.value() != null) {
                ClassAccuracy row = ROWS.read(record.value());
                if (row.alias() == ModelAlias.CHAMPION) {
                    rowsByModel
                            .computeIfAbsent(row.modelId(), id -> new HashMap<>())
                            .put(row.scope(), row);
                }
            }
        });
    }

    /** The rolling window of {@code modelId}, in label order; empty before its first publication. */
    List<Frame.ClassRow> classes(String modelId) {
        return Category.ALL.stream()
                .flatMap(category -> row(modelId, category.name()).stream()
                        .map(row -> classRow(category.displayName(), Optional.of(category), row)))
                .toList();
    }

    /** The same over all classes. */
    Optional<Frame.ClassRow> all(String modelId) {
        return row(modelId, ClassAccuracy.ALL).map(row -> classRow("all classes", Optional.empty(), row));
    }

    /** What was published of one class since the first label of {@code modelId}. */
    Optional<ClassAccuracy.Figures> total(String modelId, Category category) {
        return row(modelId, category.name()).map(ClassAccuracy::total);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Optional<ClassAccuracy> row(String modelId, String scope) {
        return Optional.ofNullable(rowsByModel.getOrDefault(modelId, Map.of()).get(scope));
    }

    private static Frame.ClassRow classRow(String name, Optional<Category> own, ClassAccuracy row) {
        ClassAccuracy.Figures window = row.window();
        Optional<Map.Entry<Category, Long>> mistake = own.isEmpty()
                ? Optional.empty()
                : window.confusion().entrySet().stream()
                        .filter(entry -> entry.getKey() != own.get() && entry.getValue() > 0)
                        .max(Map.Entry.comparingByValue());
        return new Frame.ClassRow(
                name,
                window.correct(),
                window.support(),
                mistake.map(Map.Entry::getKey).orElse(null),
                mistake.map(Map.Entry::getValue).orElse(0L));
    }
}
