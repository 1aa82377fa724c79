package io.fashionstream.testkit.ledger;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.LatestAccuracy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows {@code class-accuracy} as an operator's client would: the newest row of each champion and scope counts. Confined
 * to one thread.
 */
public final class AccuracyRows implements AutoCloseable {
    private static final JsonCodec<ClassAccuracy> ROWS = JsonCodec.of(PayloadTypes.CLASS_ACCURACY);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LatestAccuracy latest = new LatestAccuracy();

    /** Begins to read at the beginning; the topic must exist. */
    public AccuracyRows(KafkaConnection connection, Topics topics) {
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

    /** Takes in what was published since the last call; does not wait. */
    public void update() {
        consumer.poll(Duration.ZERO).forEach(record -> {
            if (record.value() != null) {
                latest.add(ROWS.read(record.value()));
            }
        });
    }

    /** The champion of the last publication; empty before there is one. */
    public Optional<String> champion() {
        return latest.released(ModelAlias.CHAMPION);
    }

    /**
     * The newest row of a model; empty before its first publication.
     *
     * @param scope name of a category, or {@link ClassAccuracy#ALL}
     */
    public Optional<ClassAccuracy> row(String modelId, String scope) {
        return latest.row(ModelAlias.CHAMPION, modelId, scope);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
