package io.fashionstream.testkit.catalogue;

import static io.fashionstream.check.Check.require;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventSerializer;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.Category;
import io.fashionstream.event.serde.Topics;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes images to {@code product-images} as CloudEvents in binary mode, at a steady pace, in the given order.
 *
 * <p>An image is published once whatever the broker does meanwhile: the producer is idempotent and goes on trying for
 * two minutes. {@link #sendAgain} does what careless publishers do. Safe for use by several threads.
 */
public final class Catalogue implements AutoCloseable {
    private static final URI SOURCE = URI.create("/fashion-stream/quickstart/catalogue");
    private static final String EVENT_TYPE = "io.fashionstream.product-image.v1";

    /** How many of the latest events can be sent again. */
    private static final int REMEMBERED = 1000;

    private final String topic;
    private final PublicationListener listener;
    private final KafkaProducer<String, CloudEvent> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Deque<Sent> latest = new ArrayDeque<>();
    private volatile boolean ended;

    public Catalogue(KafkaConnection connection, Topics topics, PublicationListener listener) {
        this.topic = topics.productImages();
        this.listener = listener;
        this.producer = new KafkaProducer<>(
                connection.with(Map.of("linger.ms", 2, "acks", "all", "client.id", "catalogue")),
                new StringSerializer(),
                new CloudEventSerializer());
    }

    /**
     * Publishes all images, or those up to {@link #end}, and returns once the broker stored the last of them.
     *
     * @param imagesPerSecond the pace; infinity for as fast as the broker takes them
     * @throws KafkaException if the broker refused one or did not answer for two minutes
     * @throws InterruptedException if the thread was interrupted; what was sent by then stays
     */
    public void publish(List<CatalogueImage> images, double imagesPerSecond) throws InterruptedException {
        require(imagesPerSecond > 0, "the rate must be above 0 images per second, got %s", imagesPerSecond);
        long start = System.nanoTime();
        for (int i = 0; i < images.size() && !ended; i++) {
            long due = start + (long) (i / imagesPerSecond * TimeUnit.SECONDS.toNanos(1));
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            send(images.get(i));
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("not every image could be published to " + topic, failed);
        }
    }

    /** Ends every {@link #publish} after the image that it is at. */
    public void end() {
        ended = true;
    }

    /**
     * Sends the latest events once more, each under its own id, in their order: as a publisher does that missed the
     * broker's answer, and keeps its own list of what is to be sent.
     *
     * @param count how many, at most 1000
     */
    public synchronized void sendAgain(int count) {
        require(count >= 0 && count <= REMEMBERED, "expected 0 to %d events, got %d", REMEMBERED, count);
        latest.stream().skip(Math.max(0, latest.size() - count)).forEach(sent -> {
            listener.sendingAgain(sent.eventId());
            send(sent);
        });
    }

    @Override
    public void close() {
        producer.close();
    }

    private synchronized void send(CatalogueImage image) {
        String eventId = UUID.randomUUID().toString();
        Sent sent = new Sent(eventId, image.productId(), event(image, eventId));
        listener.sending(image, eventId);
        send(sent);
        latest.addLast(sent);
        if (latest.size() > REMEMBERED) {
            latest.removeFirst();
        }
    }

    private void send(Sent sent) {
        var unused =
                producer.send(new ProducerRecord<>(topic, sent.productId(), sent.event()), (metadata, exception) -> {
                    if (exception == null) {
                        listener.stored(sent.eventId(), metadata.partition(), metadata.offset());
                    } else {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    private static CloudEvent event(CatalogueImage image, String eventId) {
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(eventId)
                .withSource(SOURCE)
                .withType(EVENT_TYPE)
                .withSubject(image.imageId())
                .withTime(Instant.now().atOffset(ZoneOffset.UTC));
        String location = image.location();
        if (location == null) {
            event.withData(image.contentType(), image.bytes());
        } else {
            event.withDataContentType(image.contentType()).withExtension("dataref", location);
        }
        Category category = image.category();
        return (category == null ? event : event.withExtension("declaredcategory", category.code())).build();
    }

    private record Sent(String eventId, String productId, CloudEvent event) {}
}
