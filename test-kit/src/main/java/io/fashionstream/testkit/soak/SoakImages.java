package io.fashionstream.testkit.soak;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.testkit.ledger.Answer;
import io.fashionstream.trainer.data.LabelledImages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Numbered images, never more than some thousand unanswered at a time, and one bit for each that was answered: a ledger
 * for millions. Published by one thread at a time, counted by another.
 */
final class SoakImages implements AutoCloseable {
    private static final int PRODUCTS = 5000;
    private static final int UNANSWERED = 10_000;

    private final String topic;
    private final KafkaProducer<String, byte[]> producer;
    private final Semaphore room = new Semaphore(UNANSWERED);
    private final BitSet answered = new BitSet();
    private int published;
    private int answers;
    private int doubled;
    private int rejected;

    SoakImages(KafkaConnection connection, Topics topics) {
        this.topic = topics.productImages();
        this.producer = new KafkaProducer<>(
                connection.with(Map.of("linger.ms", 5, "acks", "all")),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Publishes the next {@code count} images, as quickly as they are answered. */
    void publish(LabelledImages source, int count) throws InterruptedException {
        for (int last = published + count; published < last; published++) {
            room.acquire();
            var unused = producer.send(
                    record(published, source.image(published % source.size()).toBytes()));
        }
        producer.flush();
    }

    void answered(Answer answer) {
        String eventId = answer instanceof Answer.Labelled labelled
                ? labelled.label().imageEventId()
                : String.valueOf(((Answer.Rejected) answer).rejection().imageEventId());
        int number = Integer.parseInt(Objects.requireNonNull(eventId));
        doubled += answered.get(number) ? 1 : 0;
        rejected += answer instanceof Answer.Rejected ? 1 : 0;
        answered.set(number);
        answers++;
        room.release();
    }

    int answers() {
        return answers;
    }

    boolean isEven(int count) {
        return answered.cardinality() == count && doubled == 0 && rejected == 0;
    }

    String balance() {
        return String.format(
                Locale.ROOT,
                "%,d answers for %,d images: %,d doubled, %,d rejected",
                answers,
                answered.cardinality(),
                doubled,
                rejected);
    }

    @Override
    public void close() {
        producer.close();
    }

    private ProducerRecord<String, byte[]> record(int number, byte[] image) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, "product-" + number % PRODUCTS, image);
        Headers headers = record.headers();
        headers.add("ce_specversion", utf8("1.0"));
        headers.add("ce_id", utf8(String.valueOf(number)));
        headers.add("ce_source", utf8("/fashion-stream/soak"));
        headers.add("ce_type", utf8("io.fashionstream.product-image.v1"));
        headers.add("ce_time", utf8(Instant.now().toString()));
        headers.add("content-type", utf8("application/vnd.fashion-mnist"));
        return record;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
