package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.ProductImageWriter;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.ImageFormat;
import io.fashionstream.stream.batch.BatchFunction;
import io.fashionstream.stream.task.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers made-up images from record to record, and reads the labels back, before the first real image comes: code that has
 * never run is many times slower. No topic, store, model or figure sees them.
 */
public final class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final String PICTURE = "ankle-boot.png";
    private static final int IMAGES = 2_000;
    private static final int BATCH = 50;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final BatchFunction<Answer> classification;
    private final AnswerRecords records;
    private final ProductImageWriter writer;
    private final JsonCodec<ImageLabel> labels = JsonCodec.of(PayloadTypes.IMAGE_LABEL);

    /** @param classification computes the answers */
    public WarmUp(Topics topics, BatchFunction<Answer> classification) {
        this.classification = classification;
        this.records = new AnswerRecords(topics);
        this.writer = new ProductImageWriter(topics, ProductImageWriter.Mode.BINARY);
    }

    /** Takes two seconds at most. */
    public void run() {
        long start = System.nanoTime();
        byte[] picture = picture();
        int answered = 0;
        while (answered < IMAGES && System.nanoTime() - start < LONGEST.toNanos()) {
            List<SourceRecord> batch = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                batch.add(source(picture, answered + i));
            }
            answer(batch);
            answered += BATCH;
        }
        log.info("Warmed up: images={} millis={}", answered, (System.nanoTime() - start) / 1_000_000);
    }

    private void answer(List<SourceRecord> batch) {
        List<Answer> answers = classification.apply(batch);
        for (int i = 0; i < answers.size(); i++) {
            for (Record<byte[], Outgoing<?>> record : records.of(batch.get(i), answers.get(i))) {
                byte[] bytes = record.value().bytes();
                if (answers.get(i) instanceof Answer.Labelled && bytes != null) {
                    labels.read(bytes);
                }
            }
        }
    }

    private SourceRecord source(byte[] picture, int number) {
        Instant now = Instant.now();
        ProducerRecord<byte[], byte[]> record = writer.write(new ProductImage(
                "product-" + number,
                "image-" + number,
                "event-" + number,
                "/fashion-stream/warm-up",
                now,
                ImageFormat.PNG.mediaType(),
                picture,
                /* declaredCategory= */ null));
        return new SourceRecord(
                record.topic(), 0, number, now.toEpochMilli(), record.key(), record.value(), record.headers());
    }

    private static byte[] picture() {
        try (InputStream picture = Objects.requireNonNull(WarmUp.class.getResourceAsStream(PICTURE), PICTURE)) {
            return picture.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the program is not whole: " + PICTURE, e);
        }
    }
}
