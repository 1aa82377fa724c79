package io.fashionstream.stream.ops;

import java.time.Instant;
import java.util.List;

/**
 * The consumer group of all instances, as the broker sees it.
 *
 * @param waiting images that are published and not answered yet, over all partitions
 * @param furthestBehind partition in which most of them wait
 * @param mostWaiting images that wait in that partition
 * @param partitions partitions of {@code product-images}
 * @param instances those that are there and those that left within the last hour, by name
 */
public record GroupView(
        Instant time, long waiting, int furthestBehind, long mostWaiting, int partitions, List<Instance> instances) {
    public GroupView {
        instances = List.copyOf(instances);
    }

    /**
     * One instance.
     *
     * @param threads its stream threads that are members of the group
     * @param partitions those of {@code product-images} that it reads
     * @param lastSeen when it was a member last; the view's own time if it is one
     */
    public record Instance(
            String instanceId, String host, int threads, int partitions, boolean present, Instant lastSeen) {}
}
