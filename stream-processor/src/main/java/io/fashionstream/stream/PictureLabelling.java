package io.fashionstream.stream;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.ProductImageWriter;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.stream.intake.Answer;
import io.fashionstream.stream.intake.ImageClassification;
import io.fashionstream.stream.intake.Intake;
import io.fashionstream.stream.intake.Shadow;
import io.fashionstream.stream.intake.Telemetry;
import io.fashionstream.stream.model.ModelRefused;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.model.StandaloneModel;
import io.fashionstream.stream.ops.StageTimes;
import io.fashionstream.stream.send.Picture;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.trace.NoTraces;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Labels pictures without a broker: each is read as the event that would carry it, decoded, and classified, by the very
 * parts that a stream processor has. Safe for use by several threads.
 */
public final class PictureLabelling implements AutoCloseable {
    private static final String SOURCE = "/fashion-stream/label";
    private static final Duration NO_HURRY = Duration.ofDays(1);

    private final ModelSlot<ServedModel> model = new ModelSlot<>();
    private final ImageClassification classification;
    private final ProductImageWriter writer;
    private final Clock clock = Clock.systemUTC();

    /**
     * What became of one picture: a label, or why there is none.
     *
     * @param reason a rejection's reason, or {@code UNREADABLE_FILE}; null if there is a label
     * @param detail the same for a person to read; null if there is a label
     */
    public record Outcome(
            Picture picture,
            @Nullable ImageLabel label,
            @Nullable String reason,
            @Nullable String detail) {
        static Outcome of(Picture picture, Answer answer) {
            if (answer instanceof Answer.Labelled labelled) {
                return new Outcome(picture, labelled.label(), null, null);
            }
            if (answer instanceof Answer.Rejected rejected) {
                RejectedImage why = rejected.rejection();
                return new Outcome(picture, null, why.reason().name(), why.detail());
            }
            throw new IllegalStateException("a picture was answered with " + answer);
        }
    }

    /**
     * Loads and checks the model of {@code artifact}; of {@code settings} those of decoding and of ONNX Runtime count.
     *
     * @throws ModelRefused if no processor would serve it
     */
    public PictureLabelling(ProcessorSettings settings, ModelArtifact artifact) throws ModelRefused {
        OnnxLoader loader = new OnnxLoader(settings);
        model.serve(StandaloneModel.of(
                artifact,
                settings.onnx().precision(),
                settings.batchLimits().maxImages(),
                (known, precision) -> ServedModel.of(known, precision, loader.load(known, precision))));
        this.writer = new ProductImageWriter(settings.topics(), ProductImageWriter.Mode.BINARY);
        this.classification = new ImageClassification(
                new Intake(new ImageDecoder(settings.decodeLimits()), clock),
                model,
                new ModelSlot<>(),
                new Shadow(0),
                clock,
                NO_HURRY,
                new Telemetry(new StageTimes(new PrometheusRegistry()), new NoTraces()));
    }

    /** What becomes of each picture, in order; they are one batch. */
    public List<Outcome> label(List<Picture> pictures) {
        List<Outcome> outcomes = new ArrayList<>(pictures.size());
        List<SourceRecord> records = new ArrayList<>(pictures.size());
        for (Picture picture : pictures) {
            try {
                records.add(record(picture, records.size()));
                outcomes.add(new Outcome(picture, null, null, null));
            } catch (IOException e) {
                outcomes.add(new Outcome(picture, null, "UNREADABLE_FILE", e.toString()));
            }
        }
        Iterator<Answer> answers = answers(records).iterator();
        outcomes.replaceAll(each -> each.reason() == null ? Outcome.of(each.picture(), answers.next()) : each);
        return outcomes;
    }

    private List<Answer> answers(List<SourceRecord> records) {
        List<Answer> answers = new ArrayList<>(records.size());
        while (answers.size() < records.size()) {
            answers.addAll(classification.apply(records.subList(answers.size(), records.size())));
        }
        return answers;
    }

    private SourceRecord record(Picture picture, int offset) throws IOException {
        Instant now = clock.instant();
        ProducerRecord<byte[], byte[]> event = writer.write(new ProductImage(
                picture.productId(),
                picture.imageId(),
                picture.imageId(),
                SOURCE,
                now,
                picture.contentType(),
                picture.read(),
                picture.category().orElse(null)));
        return new SourceRecord(
                event.topic(), 0, offset, now.toEpochMilli(), event.key(), event.value(), event.headers());
    }

    @Override
    public void close() {
        model.vacate();
    }
}
