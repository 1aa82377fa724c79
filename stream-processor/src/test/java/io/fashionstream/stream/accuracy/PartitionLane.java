package io.fashionstream.stream.accuracy;

import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.ops.PassedOver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/** One partition of the inputs and the task that reads it, in a random order that keeps that of each topic. */
final class PartitionLane {
    private final Map<String, List<RawEvent>> topics;
    private final Random random;
    private final RestartableTask<byte[], byte[], MergeInput> task;
    private final List<Record<String, MergeInput>> reports = new ArrayList<>();
    private List<RawEvent> processed = new ArrayList<>();
    private int committed;

    PartitionLane(int partition, Map<String, List<RawEvent>> topics, AccuracySettings settings, Random random) {
        this.topics = topics;
        this.random = random;
        JoinInputs inputs = new JoinInputs(Topics.DEFAULT);
        this.task = new RestartableTask<>(
                JoinTruth.supplier(inputs, settings, new PassedOver(new SimpleMeterRegistry()), Set.of()),
                AccuracyStores.ofJoin(Stores::inMemoryKeyValueStore),
                new TaskId(0, partition));
    }

    /** Processes some of the events that have arrived by {@code now}. */
    void read(long now, int most) {
        Map<String, Integer> next = new HashMap<>();
        processed.forEach(event -> next.merge(event.topic(), 1, Integer::sum));
        for (int left = most; left > 0; left--) {
            List<RawEvent> heads = heads(now, next);
            if (heads.isEmpty()) {
                return;
            }
            RawEvent event = heads.get(random.nextInt(heads.size()));
            next.merge(event.topic(), 1, Integer::sum);
            task.process(event.record(), event.topic(), event.offset());
            processed.add(event);
        }
    }

    private List<RawEvent> heads(long now, Map<String, Integer> next) {
        List<RawEvent> heads = new ArrayList<>();
        topics.forEach((topic, events) -> {
            int index = next.getOrDefault(topic, 0);
            if (index < events.size() && events.get(index).appended() <= now) {
                heads.add(events.get(index));
            }
        });
        return heads;
    }

    void tick(long now) {
        task.tick(now);
    }

    void commit() {
        reports.addAll(task.commit());
        committed = processed.size();
    }

    void crash() {
        task.crash();
        processed = new ArrayList<>(processed.subList(0, committed));
    }

    /** Every report that was committed. */
    List<Record<String, MergeInput>> reports() {
        return reports;
    }

    /** Every event that was processed and not undone, in the order of processing. */
    List<RawEvent> processed() {
        return processed;
    }

    /** Entries that the task keeps for labels and truths to meet. */
    long kept() {
        return task.size(AccuracyStores.LABELS) + task.size(AccuracyStores.IMAGES) + task.size(AccuracyStores.EXPIRY);
    }
}
