package io.fashionstream.stream.ops;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * What one instance counts and remembers of its work, for its page and for Prometheus. Safe for use by several threads.
 */
public final class Instruments implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ServingMetrics metrics = new ServingMetrics(registry);
    private final LastImages lastImages = new LastImages();
    private final PassedOver passedOver = new PassedOver(registry);

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    public ServingMetrics metrics() {
        return metrics;
    }

    public LastImages lastImages() {
        return lastImages;
    }

    public PassedOver passedOver() {
        return passedOver;
    }

    /** All metrics in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    /** Says in the log what was passed over last, and counts no more. */
    @Override
    public void close() {
        passedOver.log();
        registry.close();
    }
}
