package io.fashionstream.connection;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where the reading of a partition begins. */
sealed interface ReadFrom {
    /** The oldest record that there is. */
    ReadFrom BEGINNING = new Last(Long.MAX_VALUE);

    /** Moves {@code consumer}, which is assigned to {@code partitions}, to where it begins in each of them. */
    void seek(Consumer<?, ?> consumer, List<TopicPartition> partitions);

    /** The last {@code records} offsets of each partition. */
    record Last(long records) implements ReadFrom {
        @Override
        public void seek(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
            if (records == Long.MAX_VALUE) {
                consumer.seekToBeginning(partitions);
                return;
            }
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            consumer.endOffsets(partitions)
                    .forEach((partition, end) ->
                            consumer.seek(partition, Math.max(starts.getOrDefault(partition, 0L), end - records)));
        }
    }

    /**
     * The first record of {@code since} or later, but at most the last {@code records} offsets of a topic, shared equally
     * among its partitions.
     */
    record Recent(Instant since, long records) implements ReadFrom {
        @Override
        public void seek(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times(partitions));
            for (TopicPartition partition : partitions) {
                long end = ends.getOrDefault(partition, 0L);
                OffsetAndTimestamp first = found.get(partition);
                long share = records / partitionsOf(partition.topic(), partitions) + 1;
                consumer.seek(partition, Math.max(first == null ? end : first.offset(), Math.max(0, end - share)));
            }
        }

        private Map<TopicPartition, Long> times(Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, Math.max(0, since.toEpochMilli())));
            return times;
        }

        private static long partitionsOf(String topic, List<TopicPartition> partitions) {
            return partitions.stream()
                    .filter(each -> each.topic().equals(topic))
                    .count();
        }
    }
}
