package io.fashionstream.endtoend.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Answers every image by a rule, in the same form as the stream processor, without a model. */
final class FakeProcessor implements AutoCloseable {
    private final Topics topics;
    private volatile Predicate<ConsumerRecord<byte[], byte[]>> accepts;
    private final CommittedReader images;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::work, "fake-processor");

    FakeProcessor(KafkaConnection kafka, Topics topics, Predicate<ConsumerRecord<byte[], byte[]>> accepts) {
        this.topics = topics;
        this.accepts = accepts;
        this.images = CommittedReader.ofAll(kafka, Duration.ofSeconds(20), topics.productImages());
        this.producer = new KafkaProducer<>(
                kafka.with(Map.of("max.request.size", TopicSpecs.MAX_REJECTED_BYTES)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        thread.start();
    }

    /** From now on, images that {@code rule} holds for are labelled, and the others rejected. */
    void accept(Predicate<ConsumerRecord<byte[], byte[]>> rule) {
        accepts = rule;
    }

    private void work() {
        images.follow(polled -> {
            polled.forEach(this::answer);
            producer.flush();
            return true;
        });
    }

    private void answer(ConsumerRecord<byte[], byte[]> image) {
        ReadImage read = ProductImageReader.read(SourceRecord.of(image));
        if (read instanceof ReadImage.Readable readable && accepts.test(image)) {
            label(image, readable.image());
        } else {
            reject(image);
        }
    }

    private void label(ConsumerRecord<byte[], byte[]> record, ProductImage image) {
        Map<Category, Double> probabilities = Classes.FASHION_MNIST.categories().stream()
                .collect(Collectors.toMap(category -> category, category -> 0.1));
        ImageLabel label = new ImageLabel(
                new ImageLabel.Image(image.productId(), image.imageId(), image.eventId(), image.time(), null),
                new ImageLabel.Verdict(Category.BAG, 0.1, probabilities, true, false),
                new ImageLabel.Computation("ab".repeat(32), Instant.now(), null, null));
        byte[] value = JsonCodec.of(PayloadTypes.IMAGE_LABEL).write(label);
        var unused = producer.send(new ProducerRecord<>(topics.imageLabels(), record.key(), value));
    }

    private void reject(ConsumerRecord<byte[], byte[]> record) {
        RejectionReason reason = record.key() != null && new String(record.key(), UTF_8).startsWith("cut")
                ? RejectionReason.TRUNCATED
                : RejectionReason.CORRUPT;
        RejectedImage rejection = new RejectedImage(
                reason,
                "a test says so",
                null,
                null,
                null,
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.now());
        Headers headers = new RecordHeaders(record.headers().toArray());
        headers.add(
                CloudEventHeaders.REJECTION,
                JsonCodec.of(PayloadTypes.REJECTED_IMAGE).write(rejection));
        var unused = producer.send(
                new ProducerRecord<>(topics.rejectedImages(), null, record.key(), record.value(), headers));
    }

    @Override
    public void close() {
        images.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        images.close();
        producer.close();
    }
}
