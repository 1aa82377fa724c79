package io.fashionstream.stream;

import io.fashionstream.artifact.ModelManifest;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.stream.accuracy.AccuracyTopology;
import io.fashionstream.stream.batch.LookAhead;
import io.fashionstream.stream.batch.LookAheads;
import io.fashionstream.stream.intake.Answer;
import io.fashionstream.stream.intake.AnswerCounts;
import io.fashionstream.stream.intake.ClassifyImages;
import io.fashionstream.stream.intake.ImageClassification;
import io.fashionstream.stream.intake.Intake;
import io.fashionstream.stream.intake.Shadow;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ReleaseFollower;
import io.fashionstream.stream.model.ReleaseSource;
import io.fashionstream.stream.model.RolloutPublisher;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.ops.AccuracyBoard;
import io.fashionstream.stream.ops.LastImages;
import io.fashionstream.stream.ops.PassedOver;
import io.fashionstream.stream.ops.ServingFigures;
import io.fashionstream.stream.ops.ServingMetrics;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.settings.StreamsProperties;
import io.fashionstream.stream.state.StateMemory;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    private final MultiGauge modelInfo = MultiGauge.builder("fashion.stream.model.info")
            .description("1 for each model that serves")
            .register(registry);
    private final ServingMetrics metrics = new ServingMetrics(registry);
    private final ModelSlot<ServedModel> champion = new ModelSlot<>();
    private final ModelSlot<ServedModel> challenger = new ModelSlot<>();
    private final LastImages lastImages = new LastImages();
    private final PassedOver passedOver = new PassedOver(registry);
    private final AccuracyBoard accuracy;
    private final RolloutPublisher rollouts;
    private final ReleaseFollower<ServedModel> follower;
    private final StateMemory stateMemory;
    private @Nullable Streaming streaming;
    private boolean closed;

    /** @param metrics have a thread of their own, which holds on to {@code streams} until they are closed */
    private record Streaming(KafkaStreams streams, KafkaStreamsMetrics metrics) {}

    Serving(
            ProcessorSettings settings,
            Supplier<? extends ReleaseSource> releases,
            ClassifierLoader loader,
            Consumer<Throwable> fatal) {
        this.settings = settings;
        this.fatal = fatal;
        this.stateMemory = new StateMemory(settings.stateMemoryBytes());
        this.accuracy =
                new AccuracyBoard(settings.connection(), settings.topics().classAccuracy());
        this.rollouts = new RolloutPublisher(
                settings.connection(), settings.topics().modelRollouts(), settings.instanceId(), clock);
        this.follower = new ReleaseFollower<>(
                releases,
                artifact -> new ServedModel(artifact.modelId(), artifact.manifest(), loader.load(artifact)),
                Map.of(ModelAlias.CHAMPION, champion, ModelAlias.CHALLENGER, challenger),
                settings.batchLimits().maxImages(),
                rollouts,
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
        LookAheads<Answer> lookAheads = lookAheads();
        Map<String, Object> properties = new HashMap<>(StreamsProperties.of(settings));
        properties.putAll(lookAheads.streamsSettings(settings.topics().productImages()));
        properties.putAll(stateMemory.streamsSettings());
        StreamsConfig config = new StreamsConfig(properties);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
        ClassifyImages.Settings classify = new ClassifyImages.Settings(
                settings.topics(),
                settings.duplicateHorizon(),
                settings.tuning().commitEarly());
        AnswerCounts counts = new AnswerCounts(metrics, lastImages, passedOver);
        StreamTopology.addTo(builder, settings.topics(), ClassifyImages.supplier(lookAheads, counts, classify));
        AccuracyTopology.addTo(builder, settings.topics(), settings.accuracy(), passedOver);
        KafkaStreams streams = new KafkaStreams(builder.build(), config);
        streams.setUncaughtExceptionHandler(new ThreadReplacement(fatal));
        KafkaStreamsMetrics streamsMetrics = new KafkaStreamsMetrics(streams);
        streamsMetrics.bindTo(registry);
        streaming = new Streaming(streams, streamsMetrics);
        streams.start();
        accuracy.start();
    }

    private LookAheads<Answer> lookAheads() {
        ImageClassification classification = new ImageClassification(
                new Intake(new ImageDecoder(settings.decodeLimits()), clock),
                champion,
                challenger,
                new Shadow(settings.challengerShare()),
                clock,
                settings.batchLimits().timeBudget());
        return new LookAheads<>(() -> new LookAhead<>(settings.batchLimits(), classification, metrics::batch));
    }

    /** What the live page shows. */
    LiveState live(ProcessorState state, boolean ready) {
        return new LiveState(
                settings.instanceId(),
                state,
                ready,
                clock.instant(),
                LiveState.Named.all(),
                metrics.figures(),
                Stream.of(ModelAlias.values())
                        .flatMap(alias -> model(alias).stream())
                        .toList(),
                rollouts.last(),
                lastImages.shown(),
                passedOver.seen(),
                accuracy(ModelAlias.CHAMPION),
                accuracy(ModelAlias.CHALLENGER));
    }

    private List<ClassAccuracy> accuracy(ModelAlias alias) {
        return slot(alias).modelId().map(model -> accuracy.rows(alias, model)).orElse(List.of());
    }

    private Optional<LiveState.Model> model(ModelAlias alias) {
        Optional<ModelSlot.Lease<ServedModel>> lease = slot(alias).lease();
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        try (ModelSlot.Lease<ServedModel> held = lease.get()) {
            ModelManifest manifest = held.model().manifest();
            return Optional.of(new LiveState.Model(
                    alias,
                    held.model().modelId(),
                    manifest.network(),
                    manifest.createdTime(),
                    manifest.validation().accuracy(),
                    manifest.uncertainBelow().confidence(),
                    manifest.temperature()));
        }
    }

    private static MultiGauge.Row<Number> info(LiveState.Model model) {
        Tags tags = Tags.of("alias", model.alias().key(), "model", model.modelId(), "network", model.network());
        return MultiGauge.Row.of(tags, 1);
    }

    private ModelSlot<ServedModel> slot(ModelAlias alias) {
        return alias == ModelAlias.CHAMPION ? champion : challenger;
    }

    ServingFigures figures() {
        return metrics.figures();
    }

    /** All metrics in Prometheus' text format. */
    String scrape() {
        modelInfo.register(
                Stream.of(ModelAlias.values())
                        .flatMap(alias -> model(alias).stream())
                        .map(Serving::info)
                        .toList(),
                true);
        return registry.scrape();
    }

    Optional<String> modelId(ModelAlias alias) {
        return slot(alias).modelId();
    }

    synchronized boolean isRunning() {
        return streaming != null && streaming.streams().state() == KafkaStreams.State.RUNNING;
    }

    /** Whether Kafka Streams has given up. */
    synchronized boolean isDead() {
        return streaming != null && streaming.streams().state() == KafkaStreams.State.ERROR;
    }

    @Override
    public void close() {
        Streaming running;
        synchronized (this) {
            closed = true;
            running = streaming;
        }
        follower.close();
        if (running == null || drained(running.streams())) {
            stateMemory.close();
        }
        champion.vacate();
        challenger.vacate();
        passedOver.log();
        accuracy.close();
        rollouts.close();
        if (running != null) {
            running.metrics().close();
        }
        registry.close();
    }

    /** If not, stores may still be open, and what they share with them. */
    private boolean drained(KafkaStreams running) {
        boolean drained =
                running.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(settings.closeTimeout()));
        log.info("Streams closed: drained={}", drained);
        return drained;
    }
}
