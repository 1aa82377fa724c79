package io.fashionstream.stream.ops;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gauges of one moment, collected one sample after the other. The last word of a name is its unit. One thread. */
final class GaugeFamilies {
    private static final String PREFIX = "fashion_stream_";
    private static final List<String> UNITS = List.of("ratio", "labels", "seconds", "images");
    /** Finer than any figure here is known; the digits beyond would be a third of a scrape. */
    private static final double STEPS = 1e6;

    private final Map<String, GaugeSnapshot.Builder> families = new LinkedHashMap<>();

    /** Adds a sample; a figure that is not known (null) has none. */
    void add(String name, String help, Labels labels, @Nullable Number value) {
        if (value == null) {
            return;
        }
        double number = value instanceof Double share ? Math.rint(share * STEPS) / STEPS : value.doubleValue();
        families.computeIfAbsent(name, family -> begun(family, help))
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .value(number)
                        .labels(labels)
                        .build());
    }

    private static GaugeSnapshot.Builder begun(String name, String help) {
        GaugeSnapshot.Builder family =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        String unit = name.substring(name.lastIndexOf('_') + 1);
        return UNITS.contains(unit) ? family.unit(new Unit(unit)) : family;
    }

    MetricSnapshots snapshots() {
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        families.values().forEach(family -> snapshots.metricSnapshot(family.build()));
        return snapshots.build();
    }
}
