package io.fashionstream.event.serde;

import io.fashionstream.connection.TopicSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Partitions, retention and limits of every topic of one deployment.
 *
 * <p>All topics whose key is the product id have the same number of partitions, so that an image, its label and its
 * truth meet in one task. The others are small and have one.
 */
public final class TopicSpecs {
    /** Largest record batch on {@code product-images}, and so the largest image event, in bytes: Kafka's own default. */
    public static final int MAX_IMAGE_BYTES = 1_048_588;

    /**
     * Largest record on {@code rejected-images} in bytes: an image event and the rejection header. Whoever writes there
     * needs a producer {@code max.request.size} of at least this.
     */
    public static final int MAX_REJECTED_BYTES = MAX_IMAGE_BYTES + 64 * 1024;

    /** Partitions of the topics whose key is the product id, where nobody says otherwise. */
    public static final int DEFAULT_PARTITIONS = 6;

    private static final Duration TRUTH_AHEAD = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration TWO_MONTHS = Duration.ofDays(60);
    private static final int ONE = 1;

    private TopicSpecs() {}

    /**
     * All topics.
     *
     * @param partitions of the topics whose key is the product id, at least 1
     */
    public static List<TopicSpec> of(Topics topics, int partitions) {
        return List.of(
                productImages(topics, partitions),
                kept(topics.imageLabels(), partitions, WEEK),
                kept(topics.challengerLabels(), partitions, WEEK),
                rejectedImages(topics, partitions),
                kept(topics.replayedImages(), ONE, TWO_MONTHS),
                groundTruth(topics, partitions),
                compacted(topics.classAccuracy(), Map.of("cleanup.policy", "compact,delete", "retention.ms", ms(WEEK))),
                kept(topics.accuracyAlerts(), ONE, MONTH),
                kept(topics.modelHealth(), ONE, WEEK),
                compacted(topics.modelReleases(), Map.of()),
                compacted(topics.modelArtifacts(), Map.of("max.message.bytes", String.valueOf(MAX_IMAGE_BYTES))),
                compacted(topics.modelRollouts(), Map.of()));
    }

    /**
     * Stored uncompressed: the broker then holds a compressed batch to the limit by what it expands to. Images do not
     * compress anyway, and a record that expands beyond the limit could not be handed on to {@code rejected-images}.
     */
    private static TopicSpec productImages(Topics topics, int partitions) {
        return kept(
                topics.productImages(),
                partitions,
                WEEK,
                Map.of("max.message.bytes", String.valueOf(MAX_IMAGE_BYTES), "compression.type", "uncompressed"));
    }

    private static TopicSpec rejectedImages(Topics topics, int partitions) {
        return kept(
                topics.rejectedImages(),
                partitions,
                MONTH,
                Map.of("max.message.bytes", String.valueOf(MAX_REJECTED_BYTES)));
    }

    /**
     * Labels count as late by the newest time that records of their partition show: one truth from the far future would make
     * all of them late. Brokers before Kafka 4 take any time if they are not told otherwise.
     */
    private static TopicSpec groundTruth(Topics topics, int partitions) {
        return kept(topics.groundTruth(), partitions, MONTH, Map.of("message.timestamp.after.max.ms", ms(TRUTH_AHEAD)));
    }

    private static TopicSpec kept(String name, int partitions, Duration retention) {
        return kept(name, partitions, retention, Map.of());
    }

    private static TopicSpec kept(String name, int partitions, Duration retention, Map<String, String> further) {
        Map<String, String> settings = new LinkedHashMap<>(further);
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", ms(retention));
        return new TopicSpec(name, partitions, settings);
    }

    private static TopicSpec compacted(String name, Map<String, String> further) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", "compact");
        settings.putAll(further);
        return new TopicSpec(name, ONE, settings);
    }

    private static String ms(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
