package io.fashionstream.stream.ops;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * How many images wait on the partitions that this instance reads, as its consumers saw it last. Every partition is read by
 * one instance, so a sum over instances is right. Safe for use by several threads.
 */
public final class ImageLag implements MultiCollector {
    private static final String LAG = "records-lag";

    private volatile Followed followed = new Followed("", Map::of);

    private record Followed(String topic, Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {}

    /** From now on reads the lag of {@code topic} out of Kafka's own {@code metrics}. */
    public void follow(String topic, Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
        followed = new Followed(topic, metrics);
    }

    @Override
    public MetricSnapshots collect() {
        GaugeFamilies families = new GaugeFamilies();
        byPartition()
                .forEach((partition, lag) -> families.add(
                        "lag_images",
                        "images that wait on a partition that this instance reads, and that it did not fetch yet",
                        Labels.of("partition", partition),
                        lag));
        return families.snapshots();
    }

    private Map<String, Double> byPartition() {
        Followed now = followed;
        Map<String, Double> lags = new TreeMap<>();
        now.metrics().get().forEach((name, metric) -> {
            if (name.name().equals(LAG)
                    && isOf(now.topic(), name.tags())
                    && metric.metricValue() instanceof Double lag
                    && lag >= 0) {
                // A partition that moved between threads may be there twice for a moment.
                lags.merge(Optional.ofNullable(name.tags().get("partition")).orElse(""), lag, Math::max);
            }
        });
        return lags;
    }

    /** Kafka puts a topic's name there with its dots, with underscores in their place, or both. */
    private static boolean isOf(String topic, Map<String, String> tags) {
        String found = tags.getOrDefault("topic", "");
        return found.equals(topic) || found.equals(topic.replace('.', '_'));
    }
}
