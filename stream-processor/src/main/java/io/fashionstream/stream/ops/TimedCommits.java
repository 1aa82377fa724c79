package io.fashionstream.stream.ops;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients that Kafka Streams would make itself, but its producers say how long each commit took. Kafka's own metrics
 * have a sum and a maximum of that, and no distribution. With {@code group.protocol=streams} Kafka Streams warns of any
 * supplier but its own; it makes the main consumer itself then, which is all the same here.
 */
public final class TimedCommits implements KafkaClientSupplier {
    private final StageTimes times;

    public TimedCommits(StageTimes times) {
        this.times = times;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        return new TimedProducer(settings, times);
    }

    @Override
    public Admin getAdmin(Map<String, Object> settings) {
        return Admin.create(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        return consumer(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
        return consumer(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
        return consumer(settings);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A stream thread flushes, sends its offsets and commits; its waits in all three are one commit. One stream thread. */
    private static final class TimedProducer extends KafkaProducer<byte[], byte[]> {
        private final StageTimes times;
        private long waitedNanos;

        TimedProducer(Map<String, Object> settings, StageTimes times) {
            super(settings, new ByteArraySerializer(), new ByteArraySerializer());
            this.times = times;
        }

        @Override
        public void flush() {
            waitFor(super::flush);
        }

        @Override
        public void sendOffsetsToTransaction(
                Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            waitFor(() -> super.sendOffsetsToTransaction(offsets, group));
        }

        @Override
        public void commitTransaction() {
            waitFor(super::commitTransaction);
            times.committed(waitedNanos);
            waitedNanos = 0;
        }

        @Override
        public void abortTransaction() {
            super.abortTransaction();
            waitedNanos = 0;
        }

        private void waitFor(Runnable brokers) {
            long start = System.nanoTime();
            brokers.run();
            waitedNanos += System.nanoTime() - start;
        }
    }
}
