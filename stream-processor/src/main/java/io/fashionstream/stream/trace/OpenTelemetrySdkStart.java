package io.fashionstream.stream.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.Map;

/** Puts OpenTelemetry together as the settings say, with an exporter of spans by OTLP and nothing else. */
final class OpenTelemetrySdkStart {
    private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("service.instance.id");

    /** What holds as long as neither the settings nor the environment says something else. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name",
            "fashion-stream",
            "otel.propagators",
            "tracecontext",
            "otel.exporter.otlp.protocol",
            "http/protobuf",
            // A batch has a link to each of its images.
            "otel.span.link.count.limit",
            "1024");

    /** Metrics are Prometheus' to fetch, and logs go to standard error. */
    private static final Map<String, String> FIXED =
            Map.of("otel.traces.exporter", "otlp", "otel.metrics.exporter", "none", "otel.logs.exporter", "none");

    private OpenTelemetrySdkStart() {}

    /** @throws IllegalArgumentException if OpenTelemetry does not take its settings */
    static OpenTelemetrySdk of(TraceSettings settings) {
        Map<String, String> over = new HashMap<>(settings.openTelemetry());
        over.putAll(FIXED);
        Resource instance =
                Resource.builder().put(INSTANCE, settings.instanceId()).build();
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .addPropertiesCustomizer(found -> over)
                    .addResourceCustomizer((found, properties) -> found.merge(instance))
                    .build()
                    .getOpenTelemetrySdk();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "traces are on, but OpenTelemetry does not take its settings (otel.* and OTEL_*): "
                            + e.getMessage(),
                    e);
        }
    }
}
