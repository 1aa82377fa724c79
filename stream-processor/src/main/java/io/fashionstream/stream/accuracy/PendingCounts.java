package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Outcomes that this partition counted and has not reported yet, by model, time bucket and step of a canary, in a state store. */
final class PendingCounts {
    private final KeyValueStore<Bytes, OutcomeCounts> store;
    private final Buckets buckets;
    private final ClassNames names = new ClassNames();

    /**
     * What is counted together.
     *
     * @param canaryStep that the labels name, or {@link CountedLabel#NO_STEP}
     */
    record Cell(ModelKey model, long start, long canaryStep) {
        private Cell outside() {
            return new Cell(model, PartialCounts.Bucket.OUTSIDE, canaryStep);
        }

        private PartialCounts.Bucket bucket(OutcomeCounts counts) {
            return new PartialCounts.Bucket(model, start, counts, canaryStep);
        }
    }

    PendingCounts(KeyValueStore<Bytes, OutcomeCounts> store, Buckets buckets) {
        this.store = store;
        this.buckets = buckets;
    }

    /** Counts a new label with the truth that is known of it. */
    void add(ModelKey model, ImageLabel label, CountedLabel counted, @Nullable Category truth) {
        Bytes key = key(model, counted);
        OutcomeCounts counts = pending(key);
        counts.addLabel(counted, label.uncertain(), label.outOfDistribution());
        if (label.batchImages() != null) {
            counts.addBatch(label.batchImages());
        }
        if (label.inputBins() != null) {
            counts.addInputs(label.inputBins());
        }
        addTruth(counts, counted, truth, 1);
        store.put(key, counts);
    }

    /** Takes back what a label counted with its old truth, and counts it with its new one. */
    void correct(ModelKey model, CountedLabel counted, @Nullable Category before, @Nullable Category after) {
        Bytes key = key(model, counted);
        OutcomeCounts counts = pending(key);
        addTruth(counts, counted, before, -1);
        addTruth(counts, counted, after, 1);
        store.put(key, counts);
    }

    /** The classes of one of {@code labels} whose model does not know {@code truth}; empty if all do. */
    List<Category> strangersTo(@Nullable Category truth, List<KeyValue<Bytes, CountedLabel>> labels) {
        return truth == null
                ? List.of()
                : labels.stream()
                        .map(label -> label.value.classes())
                        .filter(classes -> names.find(classes, truth).isEmpty())
                        .findFirst()
                        .orElse(List.of());
    }

    /**
     * Hands over all that is pending. Buckets that no window of now or later can hold are put together, one a model, so
     * that their number is bounded.
     */
    List<PartialCounts.Bucket> drain(long now) {
        List<PartialCounts.Bucket> drained = new ArrayList<>();
        Map<Cell, OutcomeCounts> outside = new HashMap<>();
        for (KeyValue<Bytes, OutcomeCounts> pending : all()) {
            Cell cell = StateKeys.cell(pending.key);
            if (buckets.inReach(cell.start(), now)) {
                drained.add(cell.bucket(pending.value));
            } else {
                outside.computeIfAbsent(cell.outside(), any -> new OutcomeCounts())
                        .add(pending.value);
            }
            store.delete(pending.key);
        }
        outside.forEach((cell, counts) -> drained.add(cell.bucket(counts)));
        drained.removeIf(bucket -> bucket.counts().isZero());
        return drained;
    }

    private List<KeyValue<Bytes, OutcomeCounts>> all() {
        List<KeyValue<Bytes, OutcomeCounts>> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, OutcomeCounts> all = store.all()) {
            all.forEachRemaining(found::add);
        }
        return found;
    }

    private Bytes key(ModelKey model, CountedLabel counted) {
        return StateKeys.pending(model, buckets.startOf(counted.classifiedMillis()), counted.canaryStep());
    }

    private OutcomeCounts pending(Bytes key) {
        OutcomeCounts counts = store.get(key);
        return counts == null ? new OutcomeCounts() : counts;
    }

    private void addTruth(OutcomeCounts counts, CountedLabel counted, @Nullable Category truth, int times) {
        if (truth != null) {
            Optional<Category> known = names.find(counted.classes(), truth);
            known.ifPresentOrElse(
                    category -> counts.addTruth(category, counted, times),
                    () -> counts.addUnknownTruth(counted, times));
        }
    }
}
