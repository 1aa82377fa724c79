package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth.Position;
import io.fashionstream.event.ModelRelease;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Adds up the reports of all partitions, in state stores. Confined to one thread. */
final class MergedCounts {
    private static final String SEQUENCE = "sequence";

    private final KeyValueStore<Bytes, OutcomeCounts> window;
    private final KeyValueStore<Bytes, ModelTotals> models;
    private final KeyValueStore<String, PartialCounts> partitions;
    private final KeyValueStore<String, Long> publications;

    MergedCounts(ProcessorContext<?, ?> context) {
        this.window = context.getStateStore(AccuracyStores.WINDOW);
        this.models = context.getStateStore(AccuracyStores.MODELS);
        this.partitions = context.getStateStore(AccuracyStores.PARTITIONS);
        this.publications = context.getStateStore(AccuracyStores.PUBLICATIONS);
    }

    /** Adds the report of {@code partition}. */
    void add(String partition, PartialCounts report) {
        PartialCounts before = partitions.get(partition);
        IntakeCounts intake = before == null ? new IntakeCounts() : before.intake();
        intake.add(report.intake());
        partitions.put(partition, new PartialCounts(report.positions(), intake, List.of()));
        report.buckets().forEach(this::add);
    }

    private void add(PartialCounts.Bucket bucket) {
        ModelTotals totals = totals(bucket.model());
        totals.add(bucket);
        put(bucket.model(), totals);
        if (bucket.start() != PartialCounts.Bucket.OUTSIDE) {
            Bytes key = StateKeys.bucket(bucket.model(), bucket.start());
            OutcomeCounts counts = window.get(key);
            if (counts == null) {
                counts = new OutcomeCounts();
            }
            counts.add(bucket.counts());
            window.put(key, counts);
        }
    }

    /** Notes which model an alias points at, and what it answered at its evaluation. */
    void release(ModelAlias alias, @Nullable ModelRelease release) {
        models().forEach((model, totals) -> {
            if (model.alias() == alias && totals.isReleased()) {
                totals.replace();
                put(model, totals);
            }
        });
        if (release != null) {
            ModelKey model = new ModelKey(alias, release.modelId());
            ModelTotals totals = totals(model);
            totals.release(release.manifest());
            put(model, totals);
        }
    }

    /** Every model that was ever released or labelled. */
    SortedMap<ModelKey, ModelTotals> models() {
        SortedMap<ModelKey, ModelTotals> found = new TreeMap<>();
        try (KeyValueIterator<Bytes, ModelTotals> all = models.all()) {
            all.forEachRemaining(model -> found.put(StateKeys.model(model.key), model.value));
        }
        return found;
    }

    void put(ModelKey model, ModelTotals totals) {
        models.put(StateKeys.model(model), totals);
    }

    private ModelTotals totals(ModelKey model) {
        ModelTotals totals = models.get(StateKeys.model(model));
        return totals == null ? new ModelTotals() : totals;
    }

    /** Outcomes of {@code model} in buckets within [start, end); forgets the buckets before. */
    OutcomeCounts window(ModelKey model, long start, long end) {
        OutcomeCounts sum = new OutcomeCounts();
        for (KeyValue<Bytes, OutcomeCounts> bucket : buckets(model)) {
            long bucketStart = StateKeys.bucketStart(bucket.key);
            if (bucketStart < start) {
                window.delete(bucket.key);
            } else if (bucketStart < end) {
                sum.add(bucket.value);
            }
        }
        return sum;
    }

    private List<KeyValue<Bytes, OutcomeCounts>> buckets(ModelKey model) {
        List<KeyValue<Bytes, OutcomeCounts>> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, OutcomeCounts> buckets =
                window.prefixScan(StateKeys.model(model), Serdes.Bytes().serializer())) {
            buckets.forEachRemaining(found::add);
        }
        return found;
    }

    /** What became of all events, and how far every partition has read, by topic and partition. */
    Read read() {
        IntakeCounts intake = new IntakeCounts();
        List<Position> positions = new ArrayList<>();
        try (KeyValueIterator<String, PartialCounts> all = partitions.all()) {
            all.forEachRemaining(partition -> {
                intake.add(partition.value.intake());
                positions.addAll(partition.value.positions());
            });
        }
        positions.sort(Comparator.comparing(Position::topic).thenComparing(Position::partition));
        return new Read(intake, positions);
    }

    /** Everything that the reports so far count. */
    record Read(IntakeCounts intake, List<Position> positions) {}

    /** The number of the next publication, from 1. */
    long nextSequence() {
        Long last = publications.get(SEQUENCE);
        long next = last == null ? 1 : last + 1;
        publications.put(SEQUENCE, next);
        return next;
    }
}
