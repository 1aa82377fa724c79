package io.fashionstream.stream.ops;

import io.fashionstream.stream.http.HttpAnswer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;

/**
 * What one instance counts and remembers of its work, for its page and for Prometheus. Safe for use by several threads.
 */
public final class Instruments implements AutoCloseable {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PROTOBUF =
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";
    private static final int TYPICAL_BYTES = 64 * 1024;
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StageTimes stageTimes = new StageTimes(registry.getPrometheusRegistry());
    private final FigureGauges figures = new FigureGauges();
    private final CanaryGauges canary = new CanaryGauges();
    private final ImageLag lag = new ImageLag();
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final LastImages lastImages = new LastImages();
    private final LastRejections lastRejections = new LastRejections();
    private final ServingMetrics metrics;
    private final PassedOver passedOver;

    /** @param allKafkaMetrics whether all of Kafka's own metrics are shown, or those that an operator acts on */
    public Instruments(boolean allKafkaMetrics) {
        if (!allKafkaMetrics) {
            registry.config().meterFilter(new KafkaMeters());
        }
        metrics = new ServingMetrics(registry);
        passedOver = new PassedOver(registry);
        registry.getPrometheusRegistry().register(figures);
        registry.getPrometheusRegistry().register(canary);
        registry.getPrometheusRegistry().register(lag);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    public ServingMetrics metrics() {
        return metrics;
    }

    public StageTimes stageTimes() {
        return stageTimes;
    }

    /** Times of fetching, which are shown from now on; to be asked for once. */
    public FetchTimes fetchTimes() {
        return new FetchTimes(registry.getPrometheusRegistry());
    }

    /** Shows the memory that state stores share, and how much of it those that are open need at least; to be called once. */
    public void showStateMemory(LongSupplier bytes, LongSupplier leastBytes) {
        Gauge.builder("fashion.stream.state.memory.bytes", bytes, LongSupplier::getAsLong)
                .description("memory outside of the Java heap that all local state shares: state.memory.bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder("fashion.stream.state.memory.least.bytes", leastBytes, LongSupplier::getAsLong)
                .description("what the state stores that are open need of it at least")
                .strongReference(true)
                .register(registry);
    }

    public FigureGauges figures() {
        return figures;
    }

    public CanaryGauges canary() {
        return canary;
    }

    public ImageLag lag() {
        return lag;
    }

    public LastImages lastImages() {
        return lastImages;
    }

    public LastRejections lastRejections() {
        return lastRejections;
    }

    public PassedOver passedOver() {
        return passedOver;
    }

    /**
     * All metrics: in protobuf, which alone holds native histograms, or as OpenMetrics where the header {@code Accept} asks
     * for it, else in Prometheus' own text format.
     */
    public HttpAnswer scrape(String accept) {
        String format = format(accept);
        ByteArrayOutputStream scraped = new ByteArrayOutputStream(TYPICAL_BYTES);
        try {
            registry.scrape(scraped, format);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return HttpAnswer.of(format, scraped.toByteArray());
    }

    private static String format(String accept) {
        if (accept.contains("application/vnd.google.protobuf")) {
            return PROTOBUF;
        }
        return accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
    }

    /** Says in the log what was passed over last, and counts no more. */
    @Override
    public void close() {
        passedOver.log();
        collections.close();
        registry.close();
    }
}
