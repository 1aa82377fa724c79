package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads committed labels from the beginning of their topic. For one thread. */
final class Labels implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final CommittedReader reader;
    private int count;

    Labels(KafkaConnection connection, String topic) {
        reader = CommittedReader.ofAll(connection, PATIENCE, topic);
    }

    /** Reads until there were {@code expected} more; {@code seen} is told of each. */
    void await(int expected, Consumer<ConsumerRecord<byte[], byte[]>> seen) {
        long last = System.nanoTime();
        int end = count + expected;
        while (count < end) {
            int before = count;
            reader.poll(POLL, label -> {
                count++;
                seen.accept(label);
            });
            last = count == before ? last : System.nanoTime();
            require(System.nanoTime() - last < PATIENCE.toNanos(), "no label for %s after %d", PATIENCE, count);
        }
    }

    /**
     * Reads until there were {@code expected}, and measures from the first ones on: those were computed before the clock
     * was started, and do not count.
     */
    Usage measure(int expected) {
        await(1, label -> {});
        Usage.Meter meter = Usage.start();
        int rest = expected - count;
        await(rest, label -> {});
        return meter.stop(rest);
    }

    @Override
    public void close() {
        reader.close();
    }
}
