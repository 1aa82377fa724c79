package io.fashionstream.stream.endpoint;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.Precision;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.stream.classify.InputBuffers;
import io.fashionstream.stream.classify.OnnxClassifier;
import io.fashionstream.stream.classify.PatientClassifier;
import io.fashionstream.stream.endpoint.EndpointSettings.Limits;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpPort;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.ops.LivePage;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A port that labels pictures, with models of a test's choice. */
final class EndpointServer implements AutoCloseable {
    static final String BOUNDARY = "between";

    private final Map<ModelAlias, ModelSlot<ServedModel>> slots = new EnumMap<>(ModelAlias.class);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpPort port = new HttpPort("localhost", 0);
    private final ImageEndpoints endpoints;

    EndpointServer() {
        this(Limits.DEFAULT);
    }

    EndpointServer(Limits limits) {
        slots.put(ModelAlias.CHAMPION, new ModelSlot<>());
        slots.put(ModelAlias.CHALLENGER, new ModelSlot<>());
        endpoints = new ImageEndpoints(
                new EndpointSettings(Access.LOCAL, Optional.empty(), limits),
                new ImageEndpoints.Reading(new Topics(""), DecodeLimits.DEFAULT, Clock.systemUTC()),
                slots::get,
                registry);
        endpoints.addTo(port);
        port.start();
    }

    EndpointServer serve(ModelAlias alias, ModelArtifact artifact) {
        Objects.requireNonNull(slots.get(alias))
                .serve(ServedModel.of(
                        artifact,
                        Precision.FP32,
                        new PatientClassifier(new OnnxClassifier(artifact, Precision.FP32, 1, new InputBuffers(64)))));
        return this;
    }

    /** Shows the live page as well, with {@code state}. */
    void showPage(String state) {
        LivePage.addTo(port);
        port.page("/state.json", () -> json(state)).page("/history.json", () -> json("""
                {"seconds": [], "imagesPerSecond": [], "medianMillis": [], "slowestMillis": [], "waiting": [],
                 "accuracy": [], "modelIds": []}"""));
    }

    private static HttpAnswer json(String text) {
        return HttpAnswer.of("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    URI address() {
        return port.address();
    }

    String metrics() {
        return registry.scrape();
    }

    HttpResponse<String> post(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address().resolve(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address().resolve(path)));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A body of these parts; a part that has a file name is called so. */
    static byte[] parts(Part... parts) {
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        for (Part part : parts) {
            String file = part.file().isEmpty() ? "" : "; filename=\"" + part.file() + "\"";
            body.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"image\"%s\r\nContent-Type: %s\r\n\r\n"
                    .formatted(BOUNDARY, file, part.contentType())
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.bytes());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** One part of a form; its bytes are shared. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(String file, String contentType, byte[] bytes) {}

    @Override
    public void close() {
        port.close();
        endpoints.close();
        slots.values().forEach(ModelSlot::vacate);
    }
}
