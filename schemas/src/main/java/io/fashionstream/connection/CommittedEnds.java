package io.fashionstream.connection;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far readers of committed records get. A broker answers a commit as soon as it is decided; that is written to each
 * partition only then, and until it is, a reader that asks for the end of a partition is given the one before the transaction.
 */
public final class CommittedEnds {
    private static final Logger log = LoggerFactory.getLogger(CommittedEnds.class);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private CommittedEnds() {}

    /**
     * Returns once records of committed transactions can be read, and in any case when the patience ends or the broker no
     * longer answers: nothing depends on it but how soon they are seen.
     *
     * @param patience at least 1 s
     * @param written the last offset that was written to each partition
     */
    public static void await(KafkaConnection connection, Duration patience, Map<TopicPartition, Long> written) {
        long start = System.nanoTime();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection, patience)) {
            consumer.assign(written.keySet()); // Kafka warns where it is asked about others
            while (!isPast(written, consumer.endOffsets(written.keySet()))) {
                if (System.nanoTime() - start > patience.toNanos()) {
                    log.warn(
                            "What was committed to {} is not seen by readers yet, waited {}",
                            written.keySet(),
                            patience);
                    return;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (InterruptException ended) {
            throw ended;
        } catch (KafkaException unreachable) {
            log.warn("What was committed may not be seen yet: {}", unreachable.getMessage());
        }
    }

    private static boolean isPast(Map<TopicPartition, Long> written, Map<TopicPartition, Long> ends) {
        return written.entrySet().stream().allMatch(last -> ends.getOrDefault(last.getKey(), 0L) > last.getValue());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaConnection connection, Duration patience) {
        return new KafkaConsumer<>(
                connection.with(Map.of(
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        false,
                        "default.api.timeout.ms",
                        Math.toIntExact(patience.toMillis()))),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
