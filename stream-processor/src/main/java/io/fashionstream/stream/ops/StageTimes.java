package io.fashionstream.stream.ops;

import io.fashionstream.event.ModelAlias;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/**
 * How long images take on their way: histograms with buckets from 1 ms to 10 s, and native ones for a Prometheus that asks
 * for them. Told once a batch, not once an image. Safe for use by several threads.
 */
public final class StageTimes {
    private static final double[] SECONDS = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10};

    private final DistributionDataPoint decode;
    private final DistributionDataPoint champion;
    private final DistributionDataPoint challenger;
    private final DistributionDataPoint commit;

    public StageTimes(PrometheusRegistry registry) {
        decode = register(registry, "batch_decode", "reading and decoding the images of one batch");
        Histogram inference = register(registry, "batch_inference", "the network's time for one batch", "alias");
        champion = inference.labelValues(ModelAlias.CHAMPION.key());
        challenger = inference.labelValues(ModelAlias.CHALLENGER.key());
        commit = register(
                registry, "commit", "a stream thread's wait for brokers, from the flush to the end of a transaction");
    }

    static Histogram register(PrometheusRegistry registry, String name, String help, String... labels) {
        Histogram histogram = Histogram.builder()
                .name("fashion_stream_" + name + "_seconds")
                .unit(Unit.SECONDS)
                .help(help)
                .labelNames(labels)
                .classicUpperBounds(SECONDS)
                .withoutExemplars()
                .build();
        registry.register(histogram);
        return histogram;
    }

    /** The images of a batch were decoded, or refused, in {@code nanos}. */
    public void decoded(long nanos) {
        decode.observe(Unit.nanosToSeconds(nanos));
    }

    /** The network of {@code alias} answered a batch in {@code nanos}. */
    public void inferred(ModelAlias alias, long nanos) {
        (alias == ModelAlias.CHAMPION ? champion : challenger).observe(Unit.nanosToSeconds(nanos));
    }

    /** A transaction was committed, which a stream thread waited for during {@code nanos}. */
    public void committed(long nanos) {
        commit.observe(Unit.nanosToSeconds(nanos));
    }
}
