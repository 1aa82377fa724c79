package io.fashionstream.stream;

import io.fashionstream.image.ImageDecoder;
import io.fashionstream.stream.batch.LookAhead;
import io.fashionstream.stream.batch.LookAheads;
import io.fashionstream.stream.intake.Answer;
import io.fashionstream.stream.intake.AnswerListener;
import io.fashionstream.stream.intake.ClassifyImages;
import io.fashionstream.stream.intake.ImageClassification;
import io.fashionstream.stream.intake.Intake;
import io.fashionstream.stream.intake.ReferencedImages;
import io.fashionstream.stream.intake.Shadow;
import io.fashionstream.stream.intake.Telemetry;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.ops.FetchTimes;
import io.fashionstream.stream.ops.StageTimes;
import io.fashionstream.stream.reference.ReferenceFetcher;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.settings.StreamsProperties;
import io.fashionstream.stream.testing.StateFolder;
import io.fashionstream.stream.trace.ImageTraces;
import io.fashionstream.stream.trace.NoTraces;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The way of an image, as the processor puts it together, for tests. */
final class ImageTopology {
    private final ProcessorSettings settings;
    private final ModelSlot<ServedModel> champion;
    private final ModelSlot<ServedModel> challenger;
    private final AnswerListener listener;
    private final ImageTraces traces;

    ImageTopology(
            ProcessorSettings settings,
            ModelSlot<ServedModel> champion,
            ModelSlot<ServedModel> challenger,
            AnswerListener listener) {
        this(settings, champion, challenger, listener, new NoTraces());
    }

    ImageTopology(
            ProcessorSettings settings,
            ModelSlot<ServedModel> champion,
            ModelSlot<ServedModel> challenger,
            AnswerListener listener,
            ImageTraces traces) {
        this.settings = settings;
        this.champion = champion;
        this.challenger = challenger;
        this.listener = listener;
        this.traces = traces;
    }

    /** A driver of it; {@code clock} dates the answers. */
    TopologyTestDriver driver(Clock clock, Instant start) {
        Properties properties = new Properties();
        properties.putAll(StreamsProperties.ofImages(settings));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, StateFolder.OF_THIS_JVM);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        ImageClassification classification = new ImageClassification(
                new Intake(new ImageDecoder(settings.decodeLimits()), clock, references()),
                champion,
                challenger,
                new Shadow(settings.challengerShare()),
                clock,
                Duration.ofSeconds(10),
                new Telemetry(new StageTimes(new PrometheusRegistry()), traces));
        LookAheads<Answer> lookAheads =
                new LookAheads<>(() -> new LookAhead<>(settings.batchLimits(), classification, size -> {}));
        ClassifyImages.Settings classify =
                new ClassifyImages.Settings(settings.topics(), settings.duplicateHorizon(), /* commitEarly= */ false);
        StreamTopology.addTo(
                builder, settings.topics(), ClassifyImages.supplier(lookAheads, listener, traces, classify));
        return new TopologyTestDriver(builder.build(), properties, start);
    }

    private @Nullable ReferencedImages references() {
        FetchTimes times = new FetchTimes(new PrometheusRegistry());
        return settings.references().isOn()
                ? new ReferencedImages(new ReferenceFetcher(settings.references(), times), times)
                : null;
    }
}
