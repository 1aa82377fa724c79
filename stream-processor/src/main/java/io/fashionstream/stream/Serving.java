package io.fashionstream.stream;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.stream.batch.LookAhead;
import io.fashionstream.stream.batch.LookAheads;
import io.fashionstream.stream.decode.DecodeLimits;
import io.fashionstream.stream.decode.ImageDecoder;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ReleaseFollower;
import io.fashionstream.stream.model.ReleaseSource;
import io.fashionstream.stream.ops.ServingFigures;
import io.fashionstream.stream.ops.ServingMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The working parts of one instance: models, look-ahead, Kafka Streams, metrics; put together and taken apart here. */
final class Serving implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Serving.class);
    private static final Duration SAY_AGAIN = Duration.ofSeconds(30);

    private final ProcessorSettings settings;
    private final Consumer<Throwable> fatal;
    private final Clock clock = Clock.systemUTC();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ServingMetrics metrics = new ServingMetrics(registry);
    private final ModelSlot<ServedModel> champion = new ModelSlot<>();
    private final ModelSlot<ServedModel> challenger = new ModelSlot<>();
    private final ReleaseFollower<ServedModel> follower;
    private @Nullable KafkaStreams streams;
    private boolean closed;

    Serving(
            ProcessorSettings settings,
            Supplier<? extends ReleaseSource> releases,
            ClassifierLoader loader,
            Consumer<Throwable> fatal) {
        this.settings = settings;
        this.fatal = fatal;
        this.follower = new ReleaseFollower<>(
                releases,
                artifact -> new ServedModel(artifact.modelId(), artifact.manifest(), loader.load(artifact)),
                Map.of(ModelAlias.CHAMPION, champion, ModelAlias.CHALLENGER, challenger),
                settings.batchLimits().maxImages(),
                (alias, modelId, outcome, detail) -> {},
                fatal);
    }

    /** Follows releases from now on, and waits until a first champion has passed. */
    void awaitModel() throws InterruptedException {
        follower.start();
        do {
            log.info("Waiting for a first model on {}", settings.topics().modelReleases());
        } while (!follower.awaitChampion(SAY_AGAIN));
    }

    synchronized void startStreams() {
        if (closed) {
            return;
        }
        LookAheads<Outcome> lookAheads = lookAheads();
        Map<String, Object> properties = new HashMap<>(StreamsProperties.of(settings));
        properties.putAll(lookAheads.streamsSettings(settings.topics().productImages()));
        StreamsConfig config = new StreamsConfig(properties);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
        OutgoingHeaders headers = new OutgoingHeaders();
        new StreamTopology(settings.topics(), new KnownTime(clock))
                .addTo(builder, () -> new ClassifyImages(lookAheads, headers, this::count));
        streams = new KafkaStreams(builder.build(), config);
        streams.setUncaughtExceptionHandler(new ThreadReplacement(fatal));
        new KafkaStreamsMetrics(streams).bindTo(registry);
        streams.start();
    }

    private LookAheads<Outcome> lookAheads() {
        ImageClassification classification = new ImageClassification(
                new Intake(new ImageDecoder(DecodeLimits.DEFAULT)),
                champion,
                challenger,
                new Shadow(settings.challengerShare()),
                clock);
        return new LookAheads<>(() -> new LookAhead<>(settings.batchLimits(), classification, metrics::batch));
    }

    private void count(Outcome outcome) {
        if (outcome instanceof Outcome.Labelled labelled) {
            metrics.labelled(labelled.label());
            labelled.challenger().ifPresent(label -> metrics.challenged());
        } else if (outcome instanceof Outcome.Rejected rejected) {
            metrics.rejected(rejected.rejection().reason());
        }
    }

    ServingFigures figures() {
        return metrics.figures();
    }

    /** All metrics in Prometheus' text format. */
    String scrape() {
        return registry.scrape();
    }

    Optional<String> modelId(ModelAlias alias) {
        return (alias == ModelAlias.CHAMPION ? champion : challenger).modelId();
    }

    synchronized boolean isRunning() {
        return streams != null && streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether Kafka Streams has given up. */
    synchronized boolean isDead() {
        return streams != null && streams.state() == KafkaStreams.State.ERROR;
    }

    @Override
    public void close() {
        KafkaStreams running;
        synchronized (this) {
            closed = true;
            running = streams;
        }
        follower.close();
        if (running != null) {
            boolean drained = running.close(
                    CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                            .withTimeout(settings.closeTimeout()));
            log.info("Streams closed: drained={}", drained);
        }
        champion.vacate();
        challenger.vacate();
        registry.close();
    }
}
