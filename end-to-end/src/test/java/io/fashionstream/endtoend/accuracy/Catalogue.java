package io.fashionstream.endtoend.accuracy;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes images, declared categories and truths: early, late, doubled, corrected, withdrawn, and for nothing. */
public final class Catalogue implements AutoCloseable {
    private final Topics topics;
    private final Random random;
    private final Producer<String, byte[]> producer;
    private final JsonCodec<GroundTruth> truths = JsonCodec.of(PayloadTypes.GROUND_TRUTH);
    private int images;

    public Catalogue(KafkaConnection kafka, Topics topics, long seed) {
        this.topics = topics;
        this.random = new Random(seed);
        this.producer = new KafkaProducer<>(
                kafka.with(Map.of("linger.ms", 5, "acks", "all")), new StringSerializer(), new ByteArraySerializer());
    }

    /** Publishes the next images, and says something about them and about earlier ones. */
    public void publish(int count) {
        for (int left = count; left > 0; left--) {
            int number = images++;
            say(number, random.nextInt(6) == 0);
            image(number);
            say(random.nextInt(images), random.nextInt(2) == 0);
            say(random.nextInt(images), random.nextInt(4) == 0);
            say(1_000_000 + number, random.nextInt(50) == 0);
        }
        producer.flush();
    }

    public int images() {
        return images;
    }

    private void say(int number, boolean atAll) {
        if (atAll) {
            Category category = random.nextInt(6) == 0 ? null : category(number, 4);
            GroundTruth truth = new GroundTruth("image-" + number, category, "people", Instant.now());
            send(new ProducerRecord<>(topics.groundTruth(), product(number), truths.write(truth)));
        }
    }

    private void image(int number) {
        byte[] image = BandModels.image(Classes.FASHION_MNIST.category(number % 10));
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topics.productImages(), product(number), image);
        header(record.headers(), "ce_specversion", "1.0");
        header(record.headers(), "ce_id", "event-" + number);
        header(record.headers(), "ce_source", "/test");
        header(record.headers(), "ce_type", "io.fashionstream.product-image.v1");
        header(record.headers(), "ce_subject", "image-" + number);
        header(record.headers(), "ce_time", Instant.now().toString());
        header(record.headers(), "content-type", "application/vnd.fashion-mnist");
        if (random.nextBoolean()) {
            header(record.headers(), "ce_declaredcategory", category(number, 5).code());
        }
        send(record);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // flush waits, and what is missing is found missing
    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record);
    }

    private Category category(int number, int wrongOneIn) {
        return Classes.FASHION_MNIST.category(random.nextInt(wrongOneIn) == 0 ? random.nextInt(10) : number % 10);
    }

    private static String product(int number) {
        return "product-" + number % 37;
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
