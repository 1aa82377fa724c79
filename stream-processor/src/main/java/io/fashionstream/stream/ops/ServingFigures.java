package io.fashionstream.stream.ops;

import io.fashionstream.event.Category;
import io.fashionstream.event.RejectionReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one processor did since it started.
 *
 * @param duplicates deliveries of events that were answered before, and not again
 * @param removals records without a value: products taken out of the catalogue
 * @param imagesPerSecond labels and rejections, over the last 5 s where somebody asked in them, else since somebody asked
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
     * @param max of the last minutes
     * @param histogram their number by size, smallest first
     */
    public record BatchSizes(long batches, double mean, long max, List<Bucket> histogram) {}

    /** Batches of at most {@code upTo} images, and of more than half of that. */
    public record Bucket(int upTo, long batches) {}

    /** Percentiles. */
    public record Latency(double p50, double p99, double max) {}
}
