package io.fashionstream.stream;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.stream.accuracy.AccuracyTopology;
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
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Kafka Streams of one instance: the topology with all that it works with, started once and drained at the end. */
final class ImageStreams implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ImageStreams.class);

    private final ProcessorSettings settings;
    private final ServedModels models;
    private final Instruments instruments;
    private final ImageTraces traces;
    private final Clock clock;
    private final Consumer<Throwable> fatal;
    private final StateMemory stateMemory;
    private final Optional<Fetching> fetching;
    private @Nullable Running running;
    private boolean closed;

    /** @param metrics have a thread of their own, which holds on to {@code streams} until they are closed */
    private record Running(KafkaStreams streams, KafkaStreamsMetrics metrics) {}

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
    }

    /** Begins to stream; does nothing where it was closed before. */
    synchronized void start() {
        if (closed) {
            return;
        }
        LookAheads<Answer> lookAheads = lookAheads();
        Map<String, Object> properties = new HashMap<>(StreamsProperties.of(settings));
        properties.putAll(lookAheads.streamsSettings(settings.topics().productImages()));
        properties.putAll(stateMemory.streamsSettings());
        StreamsConfig config = new StreamsConfig(properties);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
        addTopology(builder, lookAheads);
        KafkaStreams streams = new KafkaStreams(builder.build(), config, new TimedCommits(instruments.stageTimes()));
        streams.setUncaughtExceptionHandler(new ThreadReplacement(fatal));
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(instruments.registry());
        instruments.lag().follow(settings.topics().productImages(), streams::metrics);
        running = new Running(streams, metrics);
        streams.start();
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
                new Telemetry(instruments.stageTimes(), traces));
        Preparation preparation = fetching.<Preparation>map(Fetching::images).orElse(Preparation.NONE);
        return new LookAheads<>(() ->
                new LookAhead<>(settings.batchLimits(), classification, preparation, instruments.metrics()::batch));
    }

    private void addTopology(StreamsBuilder builder, LookAheads<Answer> lookAheads) {
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
        AccuracyTopology.addTo(
                builder, settings.topics(), settings.accuracy(), instruments.passedOver(), instruments.figures());
    }

    synchronized boolean isRunning() {
        return running != null && running.streams().state() == KafkaStreams.State.RUNNING;
    }

    /** Whether Kafka Streams has given up. */
    synchronized boolean isDead() {
        return running != null && running.streams().state() == KafkaStreams.State.ERROR;
    }

    /** Drains, for as long as the settings allow. */
    @Override
    public void close() {
        Running ending;
        synchronized (this) {
            closed = true;
            ending = running;
        }
        if (ending == null || drained(ending.streams())) {
            stateMemory.close();
        }
        if (ending != null) {
            ending.metrics().close();
        }
        fetching.ifPresent(each -> each.fetcher().close());
    }

    /**
     * Whether everything was closed in time. If it was not, state stores may still be open, and use the memory that
     * they share.
     */
    private boolean drained(KafkaStreams streams) {
        boolean drained =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(settings.closeTimeout()));
        log.info("Streams closed: drained={}", drained);
        return drained;
    }
}
