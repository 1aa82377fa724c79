package io.fashionstream.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a stream a data set was made of.
 *
 * @param clusterId Kafka's own id of the cluster
 * @param from images of this time or later, by their records' timestamps; null for all that there were
 * @param to images of before this time
 * @param offsets {@code topic/partition} to what was read of it
 * @param images how many images have their class from which source of truth
 */
public record StreamedData(
        String clusterId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant from,
        Instant to,
        Map<String, Offsets> offsets,
        Map<String, Integer> images) {
    public StreamedData {
        offsets = new TreeMap<>(offsets);
        images = new TreeMap<>(images);
    }

    /**
     * What was read of one partition.
     *
     * @param from the first offset
     * @param to the offset after the last
     */
    public record Offsets(long from, long to) {}
}
