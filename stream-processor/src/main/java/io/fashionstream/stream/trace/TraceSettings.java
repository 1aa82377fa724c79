package io.fashionstream.stream.trace;

import java.util.Map;

/**
 * Whether spans are made and where they go.
 *
 * @param applicationId consumer group that the images are read by
 * @param instanceId names this instance
 * @param openTelemetry settings of OpenTelemetry, such as {@code otel.exporter.otlp.endpoint}; they go over what OpenTelemetry
 *     finds in the environment
 */
public record TraceSettings(boolean on, String applicationId, String instanceId, Map<String, String> openTelemetry) {
    public TraceSettings {
        openTelemetry = Map.copyOf(openTelemetry);
    }

    /**
     * Begins to make spans, if they are on.
     *
     * @throws IllegalArgumentException if OpenTelemetry does not take its settings
     */
    public ImageTraces start() {
        return on ? OpenTelemetryTraces.start(this) : new NoTraces();
    }

    /** Without the values, which may be passwords. */
    @Override
    public String toString() {
        return "TraceSettings[on=" + on + ", openTelemetry=" + openTelemetry.keySet() + "]";
    }
}
