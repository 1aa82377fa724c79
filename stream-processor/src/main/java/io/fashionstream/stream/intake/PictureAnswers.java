package io.fashionstream.stream.intake;

import io.fashionstream.event.ProductImage;
import io.fashionstream.event.serde.ProductImageWriter;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.ops.StageTimes;
import io.fashionstream.stream.trace.NoTraces;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Answers pictures that no record carried: each is read as the event that would carry it, decoded, and classified, by the
 * very parts that the stream has. Times and traces of the stream do not count them. Safe for use by several threads.
 */
public final class PictureAnswers {
    private static final Duration NO_HURRY = Duration.ofDays(1);

    private final ImageClassification classification;
    private final ProductImageWriter writer;

    /** @param model has a model whenever something is to be answered */
    public PictureAnswers(Topics topics, DecodeLimits limits, ModelSlot<ServedModel> model, Clock clock) {
        this.writer = new ProductImageWriter(topics, ProductImageWriter.Mode.BINARY);
        this.classification = new ImageClassification(
                new Intake(new ImageDecoder(limits), clock),
                model,
                new ModelSlot<>(),
                new Shadow(0),
                clock,
                NO_HURRY,
                new Telemetry(new StageTimes(new PrometheusRegistry()), new NoTraces()));
    }

    /** One label or rejection for each picture, in order; they are one batch. */
    public List<Answer> answer(List<ProductImage> pictures) {
        List<SourceRecord> records = new ArrayList<>(pictures.size());
        for (ProductImage picture : pictures) {
            records.add(record(picture, records.size()));
        }
        List<Answer> answers = new ArrayList<>(records.size());
        while (answers.size() < records.size()) {
            answers.addAll(classification.apply(records.subList(answers.size(), records.size())));
        }
        return answers;
    }

    private SourceRecord record(ProductImage picture, int offset) {
        ProducerRecord<byte[], byte[]> event = writer.write(picture);
        return new SourceRecord(
                event.topic(), 0, offset, picture.time().toEpochMilli(), event.key(), event.value(), event.headers());
    }
}
