package io.fashionstream.stream.ops;

import io.fashionstream.event.RejectionReason;
import io.fashionstream.stream.reference.FetchListener;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long images by reference take to be fetched, and what comes of it. Safe for use by several threads. */
public final class FetchTimes implements FetchListener {
    private static final String FETCHED = "fetched";

    private final Histogram fetches;
    private final DistributionDataPoint waits;
    private final CounterDataPoint retries;

    /** Registered only where images are fetched: who does not fetch has no such metrics. */
    public FetchTimes(PrometheusRegistry registry) {
        fetches = StageTimes.register(
                registry,
                "dataref_fetch",
                "fetching one image by reference, all attempts and pauses, by what came of it",
                "outcome");
        fetches.labelValues(FETCHED);
        waits = StageTimes.register(
                        registry,
                        "dataref_wait",
                        "a stream thread's wait for an image by reference that was not there when its turn came")
                .labelValues();
        Counter counter = Counter.builder()
                .name("fashion_stream_dataref_retries_total")
                .help("attempts at images by reference after the first one")
                .register(registry);
        retries = counter.labelValues();
    }

    @Override
    public void ended(@Nullable RejectionReason failure, Duration took, int attempts) {
        String outcome = failure == null ? FETCHED : failure.name().toLowerCase(Locale.ROOT);
        fetches.labelValues(outcome).observe(Unit.nanosToSeconds(took.toNanos()));
        if (attempts > 1) {
            retries.inc(attempts - 1L);
        }
    }

    /** A stream thread waited for {@code nanos} until an image was there or given up. */
    public void waited(long nanos) {
        waits.observe(Unit.nanosToSeconds(nanos));
    }
}
