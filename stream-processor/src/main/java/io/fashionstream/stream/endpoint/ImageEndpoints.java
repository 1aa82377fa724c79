package io.fashionstream.stream.endpoint;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.stream.http.Endpoint;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpPort;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** All that labels pictures over HTTP, on threads of its own, with the models that label the stream. */
public final class ImageEndpoints implements AutoCloseable {
    private final EndpointSettings settings;
    private final RequestPool pool;
    private final Map<ModelAlias, PictureLabeller> labellers = new EnumMap<>(ModelAlias.class);
    private final InferenceMetadata metadata;
    private final EndpointMetrics metrics;

    /**
     * What pictures are read by.
     *
     * @param limits those of the stream
     */
    public record Reading(Topics topics, DecodeLimits limits, Clock clock) {}

    /** @param models the slot of each alias */
    public ImageEndpoints(
            EndpointSettings settings,
            Reading reading,
            Function<ModelAlias, ModelSlot<ServedModel>> models,
            MeterRegistry registry) {
        this.settings = settings;
        this.pool = new RequestPool(settings.limits());
        this.metrics = new EndpointMetrics(registry);
        this.metadata = new InferenceMetadata(models);
        for (ModelAlias alias : ModelAlias.values()) {
            labellers.put(
                    alias,
                    new PictureLabeller(reading.topics(), reading.limits(), models.apply(alias), reading.clock()));
        }
    }

    /** Has {@code port} answer. */
    public void addTo(HttpPort port) {
        AccessRule access = new AccessRule(settings);
        int maxImages = settings.limits().maxImages();
        PictureLabeller champion = Objects.requireNonNull(labellers.get(ModelAlias.CHAMPION));
        Endpoint inference = new InferenceEndpoint(access, pool, maxImages, labellers, metadata, metrics);
        HttpAnswer document = HttpAnswer.of("application/json", OpenApi.document());
        port.endpoint(LabelEndpoint.PATH, new LabelEndpoint(access, pool, maxImages, champion, metrics))
                .endpoint(InferenceEndpoint.PATH, inference)
                .endpoint(InferenceEndpoint.PATH + "/", inference)
                .page("/openapi.json", () -> document);
    }

    /** Labels no more. */
    @Override
    public void close() {
        pool.close();
    }
}
