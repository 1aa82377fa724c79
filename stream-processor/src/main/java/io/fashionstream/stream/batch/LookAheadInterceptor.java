package io.fashionstream.stream.batch;

import io.fashionstream.event.serde.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;

/**
 * Shows every poll of the main consumer to the polling thread's {@link LookAhead}, and returns the very same records.
 * Created by Kafka; settings come from {@link LookAheads#streamsSettings}.
 */
public final class LookAheadInterceptor implements ConsumerInterceptor<byte[], byte[]> {
    private LookAheads<?> lookAheads = new LookAheads<>(() -> {
        throw new IllegalStateException("the look-ahead interceptor was used before it was configured");
    });
    private String topic = "";

    @Override
    public void configure(Map<String, ?> settings) {
        if (!(settings.get(LookAheads.REGISTRY_SETTING) instanceof LookAheads<?> registry)) {
            throw new ConfigException(LookAheads.REGISTRY_SETTING + " must be set with LookAheads.streamsSettings");
        }
        lookAheads = registry;
        topic = String.valueOf(settings.get(LookAheads.TOPIC_SETTING));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            if (partition.topic().equals(topic)) {
                lookAheads.ofThisThread().offer(partition, sources(polled.records(partition)));
            }
        }
        return polled;
    }

    private static List<SourceRecord> sources(List<ConsumerRecord<byte[], byte[]>> polled) {
        List<SourceRecord> sources = new ArrayList<>(polled.size());
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            sources.add(SourceRecord.of(record));
        }
        return sources;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Nothing depends on what is committed.
    }

    @Override
    public void close() {
        // The look-ahead belongs to its thread.
    }
}
