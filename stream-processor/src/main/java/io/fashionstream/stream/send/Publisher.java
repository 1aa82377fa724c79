package io.fashionstream.stream.send;

import static io.fashionstream.check.Check.require;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.serde.ProductImageWriter;
import io.fashionstream.event.serde.TopicSpecs;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes pictures at a steady pace, each once whatever the broker does meanwhile: the producer is idempotent, and
 * goes on trying for two minutes. One thread publishes.
 */
public final class Publisher implements AutoCloseable {
    private final URI source;
    private final Function<Picture, String> eventIds;
    private final ProductImageWriter writer;
    private final Listener listener;
    private final Producer<byte[], byte[]> producer;

    /** Told what becomes of each picture; calls come from the publishing thread and from the producer's own. */
    public interface Listener {
        /**
         * The broker has the picture.
         *
         * @param position {@code topic/partition/offset}
         */
        void stored(Picture picture, String eventId, String position);

        /** The picture could not be read, or the broker does not take it. */
        void refused(Picture picture, Exception reason);
    }

    /**
     * @param source the CloudEvents source of the events
     * @param eventIds the id of each picture's event
     */
    public Publisher(
            KafkaConnection connection,
            URI source,
            Function<Picture, String> eventIds,
            ProductImageWriter writer,
            Listener listener) {
        this.source = source;
        this.eventIds = eventIds;
        this.writer = writer;
        this.listener = listener;
        this.producer = new KafkaProducer<>(
                connection.with(
                        Map.of("client.id", "send", "linger.ms", 5, "max.request.size", TopicSpecs.MAX_IMAGE_BYTES)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Publishes {@code pictures}, and returns once the broker has answered for the last of them.
     *
     * @param picturesPerSecond the pace; infinity for as fast as the broker takes them
     * @throws InterruptedException if the thread was interrupted; what was sent by then stays
     */
    public void publish(Iterator<Picture> pictures, double picturesPerSecond) throws InterruptedException {
        require(picturesPerSecond > 0, "the rate must be above 0 images per second, got %s", picturesPerSecond);
        long start = System.nanoTime();
        for (long i = 0; pictures.hasNext(); i++) {
            long due = start + (long) (i / picturesPerSecond * TimeUnit.SECONDS.toNanos(1));
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            publish(pictures.next());
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void publish(Picture picture) {
        String eventId = eventIds.apply(picture);
        try {
            var unused = producer.send(
                    event(picture, eventId), (metadata, failure) -> answered(picture, eventId, metadata, failure));
        } catch (IOException e) {
            listener.refused(picture, e);
        }
    }

    private void answered(Picture picture, String eventId, RecordMetadata stored, @Nullable Exception failure) {
        if (failure == null) {
            listener.stored(picture, eventId, stored.topic() + "/" + stored.partition() + "/" + stored.offset());
        } else {
            listener.refused(picture, failure);
        }
    }

    private ProducerRecord<byte[], byte[]> event(Picture picture, String eventId) throws IOException {
        return writer.write(new ProductImage(
                picture.productId(),
                picture.imageId(),
                eventId,
                source.toString(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                picture.contentType(),
                picture.read(),
                picture.category().orElse(null)));
    }
}
