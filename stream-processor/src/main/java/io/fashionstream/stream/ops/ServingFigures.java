package io.fashionstream.stream.ops;

import io.fashionstream.event.Category;
import io.fashionstream.event.RejectionReason;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one processor did since it started.
 *
 * @param duplicates deliveries of events that were answered before, and not again
 * @param removals records without a value: products taken out of the catalogue
 * @param imagesPerSecond labels and rejections, average of the last 5 s
 * @param rejected reasons that occurred
 * @param batchSizes sizes of the micro-batches that really occurred
 * @param latencyMillis from image time to label, over the last minutes; null if there was no label, or none whose time
 *     counts
 */
public record ServingFigures(
        long labelled,
        long rejections,
        long duplicates,
        long removals,
        long uncertain,
        long outOfDistribution,
        double imagesPerSecond,
        Map<Category, Long> labels,
        Map<RejectionReason, Long> rejected,
        BatchSizes batchSizes,
        @Nullable Latency latencyMillis) {

    /**
     * The micro-batches that occurred.
     *
     * @param histogram their number by size, smallest first
     */
    public record BatchSizes(long batches, double mean, long max, List<Bucket> histogram) {}

    /** Batches of at most {@code upTo} images, and of more than half of that. */
    public record Bucket(int upTo, long batches) {}

    /** Percentiles. */
    public record Latency(double p50, double p99, double max) {}

    static ServingFigures of(
            Map<Category, Counter> labels,
            Map<RejectionReason, Counter> rejections,
            Counter duplicates,
            Counter removals,
            Counter uncertain,
            Counter outOfDistribution,
            BatchSizes batches,
            @Nullable Latency latency,
            RateWindow rate) {
        Map<Category, Long> labelled = counts(Category.class, labels);
        Map<RejectionReason, Long> rejected = counts(RejectionReason.class, rejections);
        return new ServingFigures(
                sum(labelled),
                sum(rejected),
                (long) duplicates.count(),
                (long) removals.count(),
                (long) uncertain.count(),
                (long) outOfDistribution.count(),
                rate.perSecond(),
                labelled,
                rejected,
                batches,
                latency);
    }

    private static <K extends Enum<K>> Map<K, Long> counts(Class<K> keys, Map<K, Counter> counters) {
        Map<K, Long> counts = new EnumMap<>(keys);
        counters.forEach((key, counter) -> {
            if (counter.count() > 0) {
                counts.put(key, (long) counter.count());
            }
        });
        return counts;
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
