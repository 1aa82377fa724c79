package io.fashionstream.stream.settings;

import io.fashionstream.stream.trace.TraceSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of OpenTelemetry: everything that begins with {@code otel.}, which the environment may also say as
 * {@code OTEL_*}. Traces are on if {@code traces} says so, or, where nobody said anything, {@code otel.traces.exporter}.
 */
final class OpenTelemetryLayer {
    static final String OFF = "off";
    static final String OTLP = "otlp";

    private static final String EXPORTER = "otel.traces.exporter";
    private static final String HTTP = "http/protobuf";
    private static final List<String> PROTOCOLS =
            List.of("otel.exporter.otlp.protocol", "otel.exporter.otlp.traces.protocol");

    private final SettingsLayers layers;

    OpenTelemetryLayer(SettingsLayers layers) {
        this.layers = layers;
    }

    void addProblems(List<String> problems) {
        require(EXPORTER, List.of("none", OTLP), problems);
        if (isOn()) {
            PROTOCOLS.forEach(key -> require(key, List.of(HTTP), problems));
        }
    }

    private void require(String key, List<String> allowed, List<String> problems) {
        String found = layers.values().getOrDefault(key, "");
        if (!found.isEmpty() && !allowed.contains(found)) {
            problems.add(
                    key + ": must be one of " + allowed + ", got \"" + found + "\" (from " + layers.origin(key) + ")");
        }
    }

    private boolean isOn() {
        Map<String, String> found = layers.values();
        return OTLP.equals(found.getOrDefault(SettingsKeys.TRACES, found.get(EXPORTER)));
    }

    TraceSettings settings(String applicationId, String instanceId) {
        Map<String, String> openTelemetry = new HashMap<>();
        layers.values().forEach((key, value) -> {
            if (key.startsWith(SettingsKeys.OPEN_TELEMETRY_PREFIX)) {
                openTelemetry.put(key, value);
            }
        });
        return new TraceSettings(isOn(), applicationId, instanceId, openTelemetry);
    }
}
