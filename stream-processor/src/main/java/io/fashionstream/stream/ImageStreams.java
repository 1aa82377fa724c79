package io.fashionstream.stream;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.release.CanaryPublisher;
import io.fashionstream.stream.accuracy.AccuracyTopology;
import io.fashionstream.stream.accuracy.CanarySteps;
import io.fashionstream.stream.batch.LookAhead;
import io.fashionstream.stream.batch.LookAheads;
import io.fashionstream.stream.batch.Preparation;
import io.fashionstream.stream.intake.Answer;
import io.fashionstream.stream.intake.AnswerCounts;
import io.fashionstream.stream.intake.ClassifyImages;
import io.fashionstream.stream.intake.ImageClassification;
import io.fashionstream.stream.intake.Intake;
import io.fashionstream.stream.intake.ReferencedImages;
import io.fashionstream.stream.intake.Shadow;
import io.fashionstream.stream.intake.Telemetry;
import io.fashionstream.stream.intake.WarmUp;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.model.ServedModels;
import io.fashionstream.stream.ops.FetchTimes;
import io.fashionstream.stream.ops.Instruments;
import io.fashionstream.stream.ops.StageTimes;
import io.fashionstream.stream.ops.TimedCommits;
import io.fashionstream.stream.reference.ReferenceFetcher;
import io.fashionstream.stream.reference.ReferenceSettings;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.settings.StreamsProperties;
import io.fashionstream.stream.state.StateMemory;
import io.fashionstream.stream.trace.ImageTraces;
import io.fashionstream.stream.trace.NoTraces;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka Streams of one instance: an application that answers images and one that counts, started once and drained at
 * the end. They are apart so that a label never waits for what is counted (decision 1607).
 */
final class ImageStreams implements AutoCloseable {
    /** How long the broker may take for any one answer about a step of a canary. */
    private static final Duration STEP_PATIENCE = Duration.ofSeconds(10);

    private final ProcessorSettings settings;
    private final ServedModels models;
    private final Instruments instruments;
    private final ImageTraces traces;
    private final Clock clock;
    private final Consumer<Throwable> fatal;
    private final StateMemory stateMemory;
    private final Optional<Fetching> fetching;
    private final CanarySteps canaries;
    private @Nullable Running running;
    private boolean closed;

    private record Running(KafkaApplication images, KafkaApplication accuracy) {
        /** Whether both were closed in time. The images go first: what counts needs nothing of them. */
        boolean drain() {
            boolean drained = images.drain();
            return accuracy.drain() && drained;
        }
    }

    /** @param fetcher fetches images by reference for as long as streams run */
    private record Fetching(ReferenceFetcher fetcher, ReferencedImages images) {
        static Fetching of(ReferenceSettings settings, Instruments instruments) {
            FetchTimes times = instruments.fetchTimes();
            ReferenceFetcher fetcher = new ReferenceFetcher(settings, times);
            return new Fetching(fetcher, new ReferencedImages(fetcher, times));
        }
    }

    /** @param fatal told of what streams cannot go on after */
    ImageStreams(
            ProcessorSettings settings,
            ServedModels models,
            Instruments instruments,
            ImageTraces traces,
            Clock clock,
            Consumer<Throwable> fatal) {
        this.settings = settings;
        this.models = models;
        this.instruments = instruments;
        this.traces = traces;
        this.clock = clock;
        this.fatal = fatal;
        ReferenceSettings references = settings.references();
        this.fetching = references.isOn() ? Optional.of(Fetching.of(references, instruments)) : Optional.empty();
        this.stateMemory = new StateMemory(settings.stateMemoryBytes());
        instruments.showStateMemory(stateMemory::bytes, stateMemory::leastBytes);
        CanaryPublisher publisher = new CanaryPublisher(settings.connection(), settings.topics(), STEP_PATIENCE, clock);
        this.canaries = new CanarySteps(models::canaryStep, publisher::follow);
    }

    /** Begins to stream; does nothing where it was closed before. */
    synchronized void start() {
        if (closed) {
            return;
        }
        running = new Running(images(), accuracy());
    }

    private KafkaApplication images() {
        LookAheads<Answer> lookAheads = lookAheads();
        Map<String, Object> properties = StreamsProperties.ofImages(settings);
        properties.putAll(lookAheads.streamsSettings(settings.topics().productImages()));
        TimedCommits clients = new TimedCommits(instruments.stageTimes());
        KafkaApplication images = application(
                properties,
                builder -> addImages(builder, lookAheads),
                (topology, config) -> new KafkaStreams(topology, config, clients));
        instruments.lag().follow(settings.topics().productImages(), images::metrics);
        return images;
    }

    private KafkaApplication accuracy() {
        return application(
                StreamsProperties.ofAccuracy(settings),
                builder -> AccuracyTopology.addTo(
                        builder,
                        settings.topics(),
                        settings.accuracy(),
                        instruments.passedOver(),
                        instruments.figures(),
                        instruments.canary(),
                        canaries),
                KafkaStreams::new);
    }

    private KafkaApplication application(
            Map<String, Object> properties,
            Consumer<StreamsBuilder> topology,
            BiFunction<Topology, StreamsConfig, KafkaStreams> make) {
        properties.putAll(stateMemory.streamsSettings());
        return new KafkaApplication(properties, topology, make, instruments.registry(), settings, fatal);
    }

    /** Runs the code that images take; to be called before {@link #start}, when a champion serves. */
    void warmUp() {
        try (ModelSlot.Lease<ServedModel> champion =
                models.slot(ModelAlias.CHAMPION).lease().orElseThrow()) {
            ModelSlot<ServedModel> warming = new ModelSlot<>();
            warming.serve(champion.model().repeating());
            StageTimes nobodysTimes = new StageTimes(new PrometheusRegistry());
            new WarmUp(
                            settings.topics(),
                            classification(warming, new ModelSlot<>(), new Telemetry(nobodysTimes, new NoTraces())))
                    .run();
        }
    }

    private ImageClassification classification(
            ModelSlot<ServedModel> champion, ModelSlot<ServedModel> challenger, Telemetry telemetry) {
        return new ImageClassification(
                new Intake(
                        new ImageDecoder(settings.decodeLimits()),
                        clock,
                        fetching.map(Fetching::images).orElse(null)),
                champion,
                challenger,
                new Shadow(settings.challengerShare()),
                clock,
                settings.batchLimits().timeBudget(),
                telemetry);
    }

    private LookAheads<Answer> lookAheads() {
        ImageClassification classification = classification(
                        models.slot(ModelAlias.CHAMPION),
                        models.slot(ModelAlias.CHALLENGER),
                        new Telemetry(instruments.stageTimes(), traces))
                .withCanary(models.canary());
        Preparation preparation = fetching.<Preparation>map(Fetching::images).orElse(Preparation.NONE);
        return new LookAheads<>(() ->
                new LookAhead<>(settings.batchLimits(), classification, preparation, instruments.metrics()::batch));
    }

    private void addImages(StreamsBuilder builder, LookAheads<Answer> lookAheads) {
        ClassifyImages.Settings classify = new ClassifyImages.Settings(
                settings.topics(),
                settings.duplicateHorizon(),
                settings.tuning().commitEarly());
        AnswerCounts counts = new AnswerCounts(
                instruments.metrics(),
                instruments.lastImages(),
                instruments.lastRejections(),
                instruments.passedOver());
        StreamTopology.addTo(builder, settings.topics(), ClassifyImages.supplier(lookAheads, counts, traces, classify));
    }

    /** Whether images stream and are counted: partitions are assigned, and their state is there. */
    synchronized boolean isRunning() {
        return running != null
                && running.images().isRunning()
                && running.accuracy().isRunning();
    }

    /** Whether Kafka Streams has given up. */
    synchronized boolean isDead() {
        return running != null
                && (running.images().isDead() || running.accuracy().isDead());
    }

    /** Drains, for as long as the settings allow. */
    @Override
    public void close() {
        Running ending;
        synchronized (this) {
            closed = true;
            ending = running;
        }
        canaries.close();
        if (ending == null || ending.drain()) {
            stateMemory.close();
        }
        fetching.ifPresent(each -> each.fetcher().close());
    }
}
