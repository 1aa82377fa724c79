package io.fashionstream.endtoend.processor;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.event.Classes;
import io.fashionstream.event.serde.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes numbered images: number n is of product {@code n % products}, has event id {@code event-n}, and shows category
 * {@code n % 10}.
 */
final class ImageStream implements AutoCloseable {
    private final Topics topics;
    private final int products;
    private final Producer<String, byte[]> producer;
    private final IntFunction<@Nullable String> locations;
    private final AtomicInteger sent = new AtomicInteger();

    ImageStream(KafkaConnection kafka, Topics topics, int products) {
        this(kafka, topics, products, number -> null);
    }

    /** @param locations where each image is that its event only refers to; null for one that its event carries */
    ImageStream(KafkaConnection kafka, Topics topics, int products, IntFunction<@Nullable String> locations) {
        this.topics = topics;
        this.products = products;
        this.locations = locations;
        this.producer = new KafkaProducer<>(
                kafka.with(Map.of("linger.ms", 5, "acks", "all")), new StringSerializer(), new ByteArraySerializer());
    }

    /** Publishes the next {@code count} images and returns how many there are now. */
    @SuppressWarnings("FutureReturnValueIgnored") // flush waits, and what is missing is found missing
    int publish(int count) {
        for (int i = 0; i < count; i++) {
            producer.send(record(sent.getAndIncrement()));
        }
        producer.flush();
        return sent.get();
    }

    /** Publishes {@code perSecond} images a second until {@code enough}; returns how many there are then. */
    int publishUntil(AtomicBoolean enough, int perSecond) throws InterruptedException {
        long start = System.nanoTime();
        int first = sent.get();
        while (!enough.get()) {
            long due = (System.nanoTime() - start) * perSecond / 1_000_000_000L;
            publish((int) Math.max(0, due - (sent.get() - first)));
            Thread.sleep(5);
        }
        return sent.get();
    }

    @Override
    public void close() {
        producer.close();
    }

    private ProducerRecord<String, byte[]> record(int number) {
        String location = locations.apply(number);
        ProducerRecord<String, byte[]> published = new ProducerRecord<>(
                topics.productImages(), "product-" + number % products, location == null ? image(number) : null);
        Headers headers = published.headers();
        if (location != null) {
            headers.add("ce_dataref", utf8(location));
        }
        headers.add("ce_specversion", utf8("1.0"));
        headers.add("ce_id", utf8("event-" + number));
        headers.add("ce_source", utf8("/test"));
        headers.add("ce_type", utf8("io.fashionstream.product-image.v1"));
        headers.add("ce_subject", utf8("image-" + number));
        headers.add("ce_time", utf8(Instant.now().toString()));
        headers.add("content-type", utf8("application/vnd.fashion-mnist"));
        return published;
    }

    /** The picture of image {@code number}. */
    static byte[] image(int number) {
        return BandModels.image(Classes.FASHION_MNIST.category(number % 10));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
