package io.fashionstream.stream.review;

import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TakenOver;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.ProductId;
import io.fashionstream.event.serde.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes statements of reviewers, each in a transaction of its own.
 *
 * <p>All review pages of one deployment share a transactional id. Opening a writer ends what another has not committed, and
 * shuts it out. So a statement is committed only if no other review page opened a writer since this one was opened: what was
 * read in between is all that other review pages have said. Confined to one thread at a time.
 */
final class StatementWriter implements AutoCloseable {
    private final Topics topics;
    private final CloudEventHeaders events = new CloudEventHeaders(URI.create("/fashion-stream/review"));
    private final JsonCodec<GroundTruth> codec = JsonCodec.of(PayloadTypes.GROUND_TRUTH);
    private final Producer<byte[], byte[]> producer;

    /**
     * Opens the writer, and shuts out that of any other review page.
     *
     * @throws BrokerUnreachable if the transaction coordinator does not answer within {@code patience}
     */
    StatementWriter(KafkaConnection connection, Topics topics, Duration patience) {
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                connection.with(Map.of(
                        "transactional.id",
                        topics.prefix() + "fashion-stream-review",
                        "transaction.timeout.ms",
                        10_000,
                        "max.block.ms",
                        (int) patience.toMillis(),
                        "client.id",
                        "review")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e instanceof TimeoutException ? new BrokerUnreachable(connection, patience, e) : e;
        }
    }

    /**
     * Writes one statement; its record has the time of the statement. Readers of committed records see it a little later.
     *
     * @return where it stands
     * @throws ShutOut if another review page opened a writer, or the broker failed and does not say of what. Whether the
     *     statement was written is seen by reading once a new writer is open, for that ends what was not committed.
     * @throws KafkaException if the broker did not take it
     */
    RecordPlace write(String productId, GroundTruth truth) throws ShutOut {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topics.groundTruth(), null, truth.time().toEpochMilli(), ProductId.key(productId), codec.write(truth));
        events.write(
                record.headers(),
                PayloadTypes.GROUND_TRUTH,
                UUID.randomUUID().toString(),
                truth.imageId(),
                truth.time());
        try {
            producer.beginTransaction();
            RecordMetadata stored = producer.send(record).get();
            producer.commitTransaction();
            return new RecordPlace(stored.topic(), stored.partition(), stored.offset());
        } catch (ExecutionException e) {
            throw failure(e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /** A broker that is just ending the transaction for another writer may fail over its commit without a word of why. */
    static KafkaException failure(KafkaException cause) throws ShutOut {
        boolean unexplained = cause.getClass() == KafkaException.class || cause instanceof UnknownServerException;
        if (unexplained || TakenOver.isCauseOf(cause)) {
            throw new ShutOut(cause);
        }
        return cause;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    /** Another review page opened a writer, as far as can be told. */
    static final class ShutOut extends Exception {
        private static final long serialVersionUID = 1L;

        ShutOut(Throwable cause) {
            super("another review page of the same topics writes", cause);
        }
    }
}
