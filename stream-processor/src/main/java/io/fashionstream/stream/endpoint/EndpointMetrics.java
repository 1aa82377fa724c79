package io.fashionstream.stream.endpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what comes over HTTP to be labelled, apart from what streams. Safe for use by several threads. */
final class EndpointMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20),
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(500),
                Duration.ofSeconds(1),
        Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Counter labelled;
    private final Counter rejected;
    private final Timer times;

    EndpointMetrics(MeterRegistry registry) {
        this.registry = registry;
        labelled = images("labelled");
        rejected = images("rejected");
        times = Timer.builder("fashion.stream.http.label.time")
                .description("from the head of a request with pictures to its answer, where that is 200 or 422")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        requests(LabelEndpoint.PATH, 200);
        requests(InferenceEndpoint.PATH, 200);
    }

    private Counter requests(String path, int status) {
        return Counter.builder("fashion.stream.http.label.requests")
                .description("requests with pictures, by path and the status of their answer")
                .tag("path", path)
                .tag("status", String.valueOf(status))
                .register(registry);
    }

    private Counter images(String outcome) {
        return Counter.builder("fashion.stream.http.label.images")
                .description("pictures that came over HTTP, by outcome; no stream's figure counts them")
                .tag("outcome", outcome)
                .register(registry);
    }

    void labelled() {
        labelled.increment();
    }

    void rejected() {
        rejected.increment();
    }

    /** A request was answered; {@code path} is a path of ours, never a client's text. */
    void answered(String path, int status, Duration time) {
        requests(path, status).increment();
        if (status == 200 || status == 422) {
            times.record(time);
        }
    }
}
