package io.fashionstream.stream.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Settings as they were found, the later layer over the earlier one, each with the place that it came from. */
final class SettingsLayers {
    private static final String ENVIRONMENT_PREFIX = "FASHION_STREAM_";
    private static final String OPEN_TELEMETRY_PREFIX = "OTEL_";

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> origins = new TreeMap<>();

    /** Adds a properties file. */
    SettingsLayers file(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsProblem(
                    List.of("--config: expected a readable properties file, got " + file + " (" + e + ")"));
        }
        properties.stringPropertyNames().forEach(key -> put(key, properties.getProperty(key), "file " + file));
        return this;
    }

    /**
     * Adds variables such as {@code FASHION_STREAM_BATCH_MAX_IMAGES}, and under them those of OpenTelemetry, such as
     * {@code OTEL_EXPORTER_OTLP_ENDPOINT}; variables of other programs are ignored.
     */
    SettingsLayers environment(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (name.startsWith(OPEN_TELEMETRY_PREFIX)) {
                putVariable(name, name, value);
            }
        });
        variables.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX)) {
                putVariable(name, name.substring(ENVIRONMENT_PREFIX.length()), value);
            }
        });
        return this;
    }

    private void putVariable(String name, String words, String value) {
        put(words.toLowerCase(Locale.ROOT).replace('_', '.'), value, "environment variable " + name);
    }

    /** Adds settings given by flags or by a calling program. */
    SettingsLayers flags(Map<String, String> flags) {
        flags.forEach((key, value) -> put(key, value, "--set"));
        return this;
    }

    Map<String, String> values() {
        return values;
    }

    /** Where the value of {@code key} came from; "default" if nobody set it. */
    String origin(String key) {
        return origins.getOrDefault(key, "default");
    }

    private void put(String key, @Nullable String value, String origin) {
        values.put(key.strip(), value == null ? "" : value.strip());
        origins.put(key.strip(), origin);
    }
}
