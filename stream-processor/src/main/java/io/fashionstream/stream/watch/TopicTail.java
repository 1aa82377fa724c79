package io.fashionstream.stream.watch;

import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows one topic as it grows, committed records only, without a consumer group. One thread; only {@link #stop} may be
 * called from another.
 */
public final class TopicTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConnection connection;
    private final Duration patience;
    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Takes what was polled together; false ends the watching. */
    @FunctionalInterface
    public interface Reader {
        boolean read(ConsumerRecords<byte[], byte[]> records);
    }

    /**
     * @param fromBeginning whether to begin with what is there already
     * @param patience how long a silent broker is waited for
     */
    public TopicTail(KafkaConnection connection, String topic, boolean fromBeginning, Duration patience) {
        this.connection = connection;
        this.patience = patience;
        this.consumer = new KafkaConsumer<>(
                connection.with(Map.of(
                        "client.id",
                        "watch",
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        fromBeginning ? "earliest" : "latest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(topic, patience).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
        }
    }

    /**
     * Hands on everything that comes, until the reader has enough or {@link #stop} is called.
     *
     * @throws BrokerUnreachable if no broker answers any more for as long as the patience lasts
     */
    public void follow(Reader reader) {
        long heardAt = System.nanoTime();
        try {
            while (true) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    heardAt = System.nanoTime();
                    if (!reader.read(records)) {
                        return;
                    }
                } else if (System.nanoTime() - heardAt > patience.toNanos()) {
                    askForASignOfLife();
                    heardAt = System.nanoTime();
                }
            }
        } catch (WakeupException e) {
            Thread.interrupted(); // stop() was called: nothing is wrong
        }
    }

    /** A consumer says nothing when its broker is gone; an explicit question tells. */
    private void askForASignOfLife() {
        try {
            consumer.endOffsets(partitions, patience);
        } catch (TimeoutException e) {
            throw new BrokerUnreachable(connection, patience, e);
        }
    }

    /** Ends {@link #follow}, from any thread. */
    public void stop() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
