package io.fashionstream.stream.replay;

import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.ReplayedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends an image and the mark that it was sent again in one transaction: both are there, or neither.
 *
 * <p>All replays of one deployment share a transactional id. Opening a second one ends what the first has not committed
 * and shuts it out, so that marks that are read after opening are all the marks there will ever be from others.
 */
final class OnceProducer implements AutoCloseable {
    private final Topics topics;
    private final CloudEventHeaders events = new CloudEventHeaders(URI.create("/fashion-stream/replay"));
    private final JsonCodec<ReplayedImage> marks = JsonCodec.of(PayloadTypes.REPLAYED_IMAGE);
    private final Producer<byte[], byte[]> producer;

    /**
     * Opens the producer, and shuts out any other replay of the same topics.
     *
     * @throws BrokerUnreachable if the transaction coordinator does not answer within {@code patience}
     */
    OnceProducer(KafkaConnection connection, Topics topics, Duration patience) {
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                connection.with(Map.of(
                        "transactional.id",
                        topics.prefix() + "fashion-stream-replay",
                        "transaction.timeout.ms",
                        30_000,
                        "max.block.ms",
                        (int) patience.toMillis(),
                        "max.request.size",
                        TopicSpecs.MAX_REJECTED_BYTES,
                        "client.id",
                        "replay")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (TimeoutException e) {
            producer.close(Duration.ZERO);
            throw new BrokerUnreachable(connection, patience, e);
        }
    }

    /**
     * Sends all of {@code batch} or none of it, and returns where each of them stands now, in order.
     *
     * @throws Refused if the broker does not take one of them; nothing was sent then
     * @throws ReplayFailed if another replay took over or the broker is gone; whether it was sent, its marks tell
     */
    List<String> send(List<RejectedRecord> batch) throws Refused {
        try {
            producer.beginTransaction();
            List<String> positions = sent(batch);
            producer.commitTransaction();
            return positions;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!(cause instanceof RecordTooLargeException)) {
                throw new ReplayFailed(cause);
            }
            producer.abortTransaction();
            throw new Refused(cause);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (KafkaException e) {
            throw new ReplayFailed(e);
        }
    }

    private List<String> sent(List<RejectedRecord> batch) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> images = new ArrayList<>();
        List<Future<RecordMetadata>> marksSent = new ArrayList<>();
        int partitions = producer.partitionsFor(topics.productImages()).size();
        for (RejectedRecord rejected : batch) {
            images.add(producer.send(rejected.again(topics.productImages(), partitions)));
            marksSent.add(producer.send(mark(rejected)));
        }
        List<String> positions = new ArrayList<>();
        for (Future<RecordMetadata> image : images) {
            RecordMetadata stored = image.get();
            positions.add(stored.topic() + "/" + stored.partition() + "/" + stored.offset());
        }
        for (Future<RecordMetadata> mark : marksSent) {
            mark.get();
        }
        return positions;
    }

    private ProducerRecord<byte[], byte[]> mark(RejectedRecord rejected) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String position = rejected.position();
        byte[] value =
                marks.write(new ReplayedImage(position, rejected.rejection().reason(), now));
        ProducerRecord<byte[], byte[]> mark =
                new ProducerRecord<>(topics.replayedImages(), position.getBytes(StandardCharsets.UTF_8), value);
        events.write(
                mark.headers(),
                PayloadTypes.REPLAYED_IMAGE,
                position,
                rejected.rejection().imageId(),
                now);
        return mark;
    }

    @Override
    public void close() {
        producer.close();
    }

    /** The broker does not take a record. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }
}
