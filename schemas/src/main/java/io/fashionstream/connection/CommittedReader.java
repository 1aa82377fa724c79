package io.fashionstream.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads whole topics, committed records only, without a consumer group: every reader sees all records, and readers do
 * not influence each other. Records of one partition come in their order. A topic that does not exist yet counts as
 * empty; reading begins once all of the topics exist. Confined to one thread, except for {@link #stop}.
 *
 * <p>Every method that reads throws {@link BrokerUnreachable} if the broker does not answer for as long as the patience
 * lasts, or refuses; the reader can be used again afterwards.
 */
public final class CommittedReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    /** Kafka's own default; a longer patience is one of several requests. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

    private static final int FETCH_BYTES = 8 << 20;

    private final KafkaConnection connection;
    private final Duration patience;
    private final ReadFrom start;
    private final List<String> topics;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private CommittedReader(KafkaConnection connection, Duration patience, ReadFrom start, String... topics) {
        this.connection = connection;
        this.patience = patience;
        this.start = start;
        this.topics = List.of(topics);
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
                        (int) Math.min(millis, LONGEST_REQUEST.toMillis()),
                        "default.api.timeout.ms",
                        millis)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Reads all that the topics hold.
     *
     * @param patience how long the broker may take for any one answer, at least 1 s
     */
    public static CommittedReader ofAll(KafkaConnection connection, Duration patience, String... topics) {
        return new CommittedReader(connection, patience, ReadFrom.BEGINNING, topics);
    }

    /**
     * Reads what is committed from this moment on; asks the broker at once.
     *
     * @param patience how long the broker may take for any one answer, at least 1 s
     */
    public static CommittedReader ofNew(KafkaConnection connection, Duration patience, String... topics) {
        return ofLast(0, connection, patience, topics);
    }

    /**
     * Reads the last {@code records} offsets of each partition and what comes after them; asks the broker at once.
     *
     * @param patience how long the broker may take for any one answer, at least 1 s
     */
    public static CommittedReader ofLast(
            long records, KafkaConnection connection, Duration patience, String... topics) {
        return assigned(new CommittedReader(connection, patience, new ReadFrom.Last(records), topics));
    }

    /**
     * Reads what the topics hold since a time, and what comes after it.
     *
     * @param since by the records' timestamps: reading begins with the first record of that time or later
     * @param records at most the last so many offsets of each topic, shared equally among its partitions
     * @param patience how long the broker may take for any one answer, at least 1 s
     */
    public static CommittedReader ofRecent(
            Instant since, long records, KafkaConnection connection, Duration patience, String... topics) {
        return assigned(new CommittedReader(connection, patience, new ReadFrom.Recent(since, records), topics));
    }

    private static CommittedReader assigned(CommittedReader reader) {
        try {
            reader.answered(reader::isAssigned);
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Passes records to {@code reader} as soon as there are any, but waits at most {@code wait} for them. */
    public void poll(Duration wait, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        poll(wait).forEach(reader);
    }

    /** Passes every record to {@code reader} that was committed when this was called and not read before. */
    public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        if (!answered(this::isAssigned)) {
            return;
        }
        Map<TopicPartition, Long> ends = answered(() -> consumer.endOffsets(consumer.assignment()));
        long heardAt = System.nanoTime();
        while (!answered(() -> isAt(ends))) {
            ConsumerRecords<byte[], byte[]> records = poll(POLL);
            records.forEach(reader);
            if (!records.isEmpty()) {
                heardAt = System.nanoTime();
            } else if (System.nanoTime() - heardAt > patience.toNanos()) {
                throw new BrokerUnreachable(connection, patience, null);
            }
        }
    }

    /** Passes records to {@code reader} as they come, until it returns false or {@link #stop} is called. */
    public void follow(Predicate<ConsumerRecords<byte[], byte[]>> reader) {
        long heardAt = System.nanoTime();
        try {
            while (true) {
                ConsumerRecords<byte[], byte[]> records = poll(POLL);
                if (!records.isEmpty() && !reader.test(records)) {
                    return;
                }
                if (!records.isEmpty()) {
                    heardAt = System.nanoTime();
                } else if (System.nanoTime() - heardAt > patience.toNanos()) {
                    // A consumer says nothing when its broker is gone; an explicit question tells.
                    answered(() -> consumer.endOffsets(consumer.assignment()));
                    heardAt = System.nanoTime();
                }
            }
        } catch (WakeupException e) {
            Thread.interrupted(); // stop() was called: nothing is wrong
        }
    }

    /** Ends {@link #follow}, from any thread. */
    public void stop() {
        consumer.wakeup();
    }

    private ConsumerRecords<byte[], byte[]> poll(Duration wait) {
        if (answered(this::isAssigned)) {
            return answered(() -> consumer.poll(wait));
        }
        pause(wait);
        return ConsumerRecords.empty();
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private boolean isAssigned() {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics) {
                List<TopicPartition> found = consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
                if (found.isEmpty()) {
                    return false;
                }
                partitions.addAll(found);
            }
            consumer.assign(partitions);
            start.seek(consumer, partitions);
        }
        return true;
    }

    private <T> T answered(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InterruptException | WakeupException ended) {
            throw ended;
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
