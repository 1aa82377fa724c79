package io.fashionstream.stream.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.stream.trace.TraceSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenTelemetryLayerTest {
    @Test
    void tracesAreOffUntilSomebodySwitchesThemOn() {
        assertThat(traces(Map.of(), Map.of()).on()).isFalse();
        assertThat(traces(Map.of("OTEL_TRACES_EXPORTER", "none"), Map.of()).on())
                .isFalse();
        assertThat(traces(Map.of("OTEL_TRACES_EXPORTER", "otlp"), Map.of()).on())
                .isTrue();
        assertThat(traces(Map.of(), Map.of("traces", "otlp")).on()).isTrue();
    }

    @Test
    void theProcessorsOwnSettingWinsOverTheExporter() {
        assertThat(traces(Map.of("OTEL_TRACES_EXPORTER", "otlp"), Map.of("traces", "off"))
                        .on())
                .isFalse();
        assertThat(traces(Map.of("OTEL_TRACES_EXPORTER", "none", "FASHION_STREAM_TRACES", "otlp"), Map.of())
                        .on())
                .isTrue();
    }

    @Test
    void flagsGoOverTheEnvironmentForOpenTelemetryToo() {
        TraceSettings traces = traces(
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://environment:4318",
                        "OTEL_SERVICE_NAME", "labels"),
                Map.of("otel.exporter.otlp.endpoint", "http://flag:4318"));

        assertThat(traces.openTelemetry())
                .containsEntry("otel.exporter.otlp.endpoint", "http://flag:4318")
                .containsEntry("otel.service.name", "labels");
        assertThat(traces.toString()).doesNotContain("4318");
    }

    @Test
    void whatCannotBeSentIsAProblemOfTheSettings() {
        assertThatThrownBy(() -> traces(
                        Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "OTEL_TRACES_EXPORTER", "console"),
                        Map.of("traces", "otlp")))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("otel.traces.exporter: must be one of [none, otlp], got \"console\""
                        + " (from environment variable OTEL_TRACES_EXPORTER)")
                .hasMessageContaining("otel.exporter.otlp.protocol: must be one of [http/protobuf], got \"grpc\""
                        + " (from environment variable OTEL_EXPORTER_OTLP_PROTOCOL)");
    }

    @Test
    void aProtocolOfOtherProgramsIsNoProblemWhereTracesAreOff() {
        assertThat(traces(Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), Map.of())
                        .on())
                .isFalse();
    }

    @Test
    void whatOpenTelemetryDoesNotTakeIsSaid() {
        TraceSettings traces = traces(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "nowhere"), Map.of("traces", "otlp"));

        assertThatThrownBy(traces::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("traces are on, but OpenTelemetry does not take its settings")
                .hasMessageContaining("nowhere");
    }

    private static TraceSettings traces(Map<String, String> environment, Map<String, String> flags) {
        return ProcessorSettings.read(Optional.empty(), environment, flags).traces();
    }
}
