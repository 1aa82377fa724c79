package io.fashionstream.stream;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.Precision;
import io.fashionstream.stream.endpoint.ImageEndpoints;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.model.ModelInfoGauge;
import io.fashionstream.stream.model.ReleaseSource;
import io.fashionstream.stream.model.RolloutCounts;
import io.fashionstream.stream.model.RolloutPublisher;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.model.ServedModels;
import io.fashionstream.stream.ops.AccuracyBoard;
import io.fashionstream.stream.ops.GroupBoard;
import io.fashionstream.stream.ops.GroupView;
import io.fashionstream.stream.ops.History;
import io.fashionstream.stream.ops.Instruments;
import io.fashionstream.stream.ops.ServingFigures;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.trace.ImageTraces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance: creates its models, its streams and its figures, and closes them in the right order. */
final class Serving implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Serving.class);
    private static final Duration SAY_AGAIN = Duration.ofSeconds(30);

    private final ProcessorSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final Instruments instruments;
    private final ImageTraces traces;
    private final ModelInfoGauge modelInfo;
    private final RolloutPublisher rollouts;
    private final ServedModels models;
    private final ImageStreams streams;
    private final ImageEndpoints endpoints;
    private final AccuracyBoard accuracy;
    private final GroupBoard group;
    private final History history = new History(this::moment);

    Serving(
            ProcessorSettings settings,
            Supplier<? extends ReleaseSource> releases,
            ClassifierLoader loader,
            Consumer<Throwable> fatal) {
        this.settings = settings;
        this.instruments = new Instruments(settings.http().allKafkaMetrics());
        this.traces = settings.traces().start();
        this.modelInfo = new ModelInfoGauge(instruments.registry());
        this.rollouts = new RolloutPublisher(
                settings.connection(), settings.topics().modelRollouts(), settings.instanceId(), clock);
        this.models = new ServedModels(
                releases,
                (artifact, precision) -> ServedModel.of(artifact, precision, loader.load(artifact, precision)),
                settings.onnx().precision(),
                settings.batchLimits().maxImages(),
                new RolloutCounts(instruments.registry(), rollouts),
                fatal);
        this.streams = new ImageStreams(settings, models, instruments, traces, clock, fatal);
        this.endpoints = new ImageEndpoints(
                settings.endpoint(),
                new ImageEndpoints.Reading(settings.topics(), settings.decodeLimits(), clock),
                models::slot,
                instruments.registry());
        this.accuracy = new AccuracyBoard(settings.connection(), settings.topics());
        this.group = new GroupBoard(
                settings.connection(),
                new GroupBoard.Group(
                        settings.applicationId(),
                        settings.tuning().groupProtocol(),
                        settings.topics().productImages()),
                clock);
    }

    /** Follows releases from now on, and waits until a first champion has passed. */
    void awaitModel() throws InterruptedException {
        models.follow();
        do {
            log.info("Waiting for a first model on {}", settings.topics().modelReleases());
        } while (!models.awaitChampion(SAY_AGAIN));
    }

    void startStreams() {
        streams.warmUp();
        streams.start();
        accuracy.start();
        group.start();
        history.start();
    }

    /** What the live page shows. */
    LiveState live(ProcessorState state, boolean ready) {
        return new LiveState(
                settings.instanceId(),
                state,
                ready,
                clock.instant(),
                LiveState.Named.of(models.classes()),
                figures(),
                models.summaries(),
                rollouts.last(),
                instruments.lastImages().shown(),
                instruments.lastRejections().shown(),
                instruments.passedOver().seen(),
                accuracy(ModelAlias.CHAMPION),
                accuracy(ModelAlias.CHALLENGER),
                together());
    }

    private LiveState.Together together() {
        List<ModelHealth> health = Stream.of(ModelAlias.values())
                .flatMap(alias -> modelId(alias).flatMap(model -> accuracy.health(alias, model)).stream())
                .toList();
        return new LiveState.Together(
                group.view().orElse(null),
                health,
                accuracy.alerts(clock.instant()),
                models.canaryStep().map(this::canary).orElse(null));
    }

    private LiveState.Canary canary(CanaryStep step) {
        return new LiveState.Canary(
                step,
                models.canary().step().isPresent(),
                instruments.canary().evidence().orElse(null),
                ofAll(accuracy.rows(ModelAlias.CHAMPION, step.modelId())).orElse(null));
    }

    private static Optional<ClassAccuracy> ofAll(List<ClassAccuracy> rows) {
        return rows.stream()
                .filter(row -> row.scope().equals(ClassAccuracy.ALL))
                .findFirst();
    }

    /** The last hour. */
    History.Columns history() {
        return history.columns();
    }

    private History.Moment moment() {
        ServingFigures figures = figures();
        ServingFigures.Latency latency = figures.latencyMillis();
        Optional<Double> measured =
                ofAll(accuracy(ModelAlias.CHAMPION)).map(row -> row.window().accuracy());
        return new History.Moment(
                clock.instant(),
                figures.labelled() + figures.rejections(),
                latency == null ? null : latency.p50(),
                latency == null ? null : latency.p99(),
                group.view().map(GroupView::waiting).orElse(null),
                measured.orElse(null),
                modelId(ModelAlias.CHAMPION).orElse(null));
    }

    private List<ClassAccuracy> accuracy(ModelAlias alias) {
        return modelId(alias).map(model -> accuracy.rows(alias, model)).orElse(List.of());
    }

    ServingFigures figures() {
        return instruments.metrics().figures();
    }

    /** All metrics, in the format that the header {@code Accept} asks for. */
    HttpAnswer scrape(String accept) {
        modelInfo.update(models.summaries());
        return instruments.scrape(accept);
    }

    /** What labels pictures over HTTP. */
    ImageEndpoints endpoints() {
        return endpoints;
    }

    Optional<String> modelId(ModelAlias alias) {
        return models.modelId(alias);
    }

    Optional<Precision> precision(ModelAlias alias) {
        return models.summary(alias).map(ServedModels.Summary::precision);
    }

    boolean isRunning() {
        return streams.isRunning();
    }

    /** Whether Kafka Streams has given up. */
    boolean isDead() {
        return streams.isDead();
    }

    @Override
    public void close() {
        models.stopFollowing();
        endpoints.close();
        history.close();
        group.close();
        streams.close();
        traces.close();
        models.close();
        accuracy.close();
        rollouts.close();
        instruments.close();
    }
}
