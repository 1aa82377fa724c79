package io.fashionstream.stream.accuracy;

import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The state stores, all with changelogs.
 *
 * <p>What grows with the images is on disk. What is small and changes with every image is in memory behind a cache, so
 * that its changelog grows with the commits and not with the images.
 */
final class AccuracyStores {
    /** Labels that were counted, with the truth that they were counted with. */
    static final String LABELS = "counted-labels";
    /** Truths and rejections by image. */
    static final String IMAGES = "known-images";
    /** What to forget when. */
    static final String EXPIRY = "expiry-queue";
    /** Outcomes not reported yet. */
    static final String PENDING = "pending-counts";
    /** How far a task has read. */
    static final String PROGRESS = "partition-progress";
    /** The merged outcomes by model and time bucket. */
    static final String WINDOW = "window-buckets";
    /** Totals, baseline and alerts by model. */
    static final String MODELS = "model-totals";
    /** How far the merged reports had read, and their intake, by partition. */
    static final String PARTITIONS = "merged-partitions";
    /** The number of the latest publication. */
    static final String PUBLICATIONS = "publications";

    private AccuracyStores() {}

    /**
     * The stores of {@code join-truth}.
     *
     * @param large makes the stores that grow with the images, by name
     */
    static Set<StoreBuilder<?>> ofJoin(Function<String, KeyValueBytesStoreSupplier> large) {
        return Set.of(
                store(large.apply(LABELS), Serdes.Bytes(), CountedLabel.SERDE),
                store(large.apply(IMAGES), Serdes.Bytes(), KnownImage.SERDE),
                store(large.apply(EXPIRY), Serdes.Bytes(), Serdes.ByteArray()),
                small(PENDING, Serdes.Bytes(), OutcomeCounts.SERDE),
                small(PROGRESS, Serdes.String(), PartitionProgress.SERDE));
    }

    /** The stores of {@code merge-counts}. */
    static Set<StoreBuilder<?>> ofMerge() {
        return Set.of(
                small(WINDOW, Serdes.Bytes(), OutcomeCounts.SERDE),
                small(MODELS, Serdes.Bytes(), ModelTotals.SERDE),
                small(PARTITIONS, Serdes.String(), PartialCounts.SERDE),
                small(PUBLICATIONS, Serdes.String(), Serdes.Long()));
    }

    private static <K, V> StoreBuilder<?> small(String name, Serde<K> keys, Serde<V> values) {
        return store(Stores.inMemoryKeyValueStore(name), keys, values);
    }

    private static <K, V> StoreBuilder<?> store(KeyValueBytesStoreSupplier supplier, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(supplier, keys, values).withCachingEnabled();
    }
}
