package io.fashionstream.stream.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long images wait for their labels. This is the one place that says which image times count: publishers date their
 * images as they like, and one from 1970 would add half a century to the sum. An image counts that is at most a day older
 * than its label, and one that is up to a minute younger counts as 0, because clocks differ. All others are only counted.
 * Safe for use by several threads.
 */
final class LabelLatency {
    static final Duration LONGEST = Duration.ofDays(1);
    static final Duration AHEAD = Duration.ofMinutes(1);

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50),
        Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5)
    };

    private final Timer timer;
    private final Counter past;
    private final Counter future;

    LabelLatency(MeterRegistry registry) {
        timer = Timer.builder("fashion.stream.label.latency")
                .description("from the image's event time to its label, where that time counts")
                .serviceLevelObjectives(BUCKETS)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        past = leftOut(registry, "past");
        future = leftOut(registry, "future");
    }

    private static Counter leftOut(MeterRegistry registry, String time) {
        return Counter.builder("fashion.stream.label.latency.left.out")
                .description("labels without a latency: their image's event time is over a day past or a minute ahead")
                .tag("time", time)
                .register(registry);
    }

    void record(Instant imageTime, Instant classifiedTime) {
        Duration latency = Duration.between(imageTime, classifiedTime);
        if (latency.compareTo(LONGEST) > 0) {
            past.increment();
        } else if (latency.plus(AHEAD).isNegative()) {
            future.increment();
        } else {
            timer.record(latency.isNegative() ? Duration.ZERO : latency);
        }
    }

    /** The last minutes, in milliseconds; null if no image counted in them. */
    ServingFigures.@Nullable Latency figures() {
        HistogramSnapshot snapshot = timer.takeSnapshot();
        double p50 = 0;
        double p99 = 0;
        for (ValueAtPercentile value : snapshot.percentileValues()) {
            double millis = value.value(TimeUnit.MILLISECONDS);
            p50 = value.percentile() == 0.5 ? millis : p50;
            p99 = value.percentile() == 0.99 ? millis : p99;
        }
        double max = snapshot.max(TimeUnit.MILLISECONDS);
        return p99 == 0 ? null : new ServingFigures.Latency(p50, p99, max);
    }
}
