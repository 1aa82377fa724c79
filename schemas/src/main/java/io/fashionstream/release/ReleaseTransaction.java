package io.fashionstream.release;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.CommittedEnds;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TakenOver;
import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * One change of what is released. There is one transactional id for each deployment, so that a new transaction aborts
 * what a dead publisher left open, and shuts out a publisher that still runs. Closing it without a commit changes
 * nothing.
 */
final class ReleaseTransaction implements AutoCloseable {
    /** Longest chunk. */
    static final int CHUNK_BYTES = 512 * 1024;

    private static final JsonCodec<ArtifactIndex> INDEXES = JsonCodec.of(PayloadTypes.ARTIFACT_INDEX);
    private static final JsonCodec<ModelRelease> RELEASES = JsonCodec.of(PayloadTypes.MODEL_RELEASE);
    private static final JsonCodec<CanaryStep> CANARIES = JsonCodec.of(PayloadTypes.CANARY_STEP);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final KafkaConnection connection;
    private final Topics topics;
    private final Duration patience;
    private final String what;
    private final KafkaProducer<String, byte[]> producer;
    private final CloudEventHeaders headers = new CloudEventHeaders(URI.create("/fashion-stream/trainer"));
    private final Map<TopicPartition, Long> written = new ConcurrentHashMap<>();
    private boolean open;

    private ReleaseTransaction(KafkaConnection connection, Topics topics, Duration patience, String what) {
        this.connection = connection;
        this.topics = topics;
        this.patience = patience;
        this.what = what;
        int millis = Math.toIntExact(patience.toMillis());
        this.producer = new KafkaProducer<>(
                connection.with(Map.of(
                        "transactional.id",
                        topics.prefix() + "model-releases-publisher",
                        "transaction.timeout.ms",
                        Math.toIntExact(LONGEST.toMillis()),
                        "enable.idempotence",
                        true,
                        "acks",
                        "all",
                        "linger.ms",
                        0,
                        "max.block.ms",
                        millis,
                        "request.timeout.ms",
                        millis,
                        "delivery.timeout.ms",
                        millis)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** What is done within a transaction, given what is released before. */
    @FunctionalInterface
    interface Change<T> {
        T apply(ReleaseTransaction transaction, Releases before);
    }

    static ReleaseTransaction begin(KafkaConnection connection, Topics topics, Duration patience, String what) {
        ReleaseTransaction transaction = new ReleaseTransaction(connection, topics, patience, what);
        try {
            transaction.done(() -> {
                transaction.producer.initTransactions();
                transaction.producer.beginTransaction();
                transaction.open = true;
            });
            return transaction;
        } catch (RuntimeException failure) {
            transaction.close();
            throw failure;
        }
    }

    /**
     * Writes the chunks and the index of a model. Those that are stored already are written again, which also repairs
     * damaged ones.
     */
    ArtifactIndex store(ModelArtifact artifact, Instant now) {
        byte[] zip = artifact.zip();
        int chunks = (zip.length + CHUNK_BYTES - 1) / CHUNK_BYTES;
        for (int number = 0; number < chunks; number++) {
            int from = number * CHUNK_BYTES;
            byte[] chunk = Arrays.copyOfRange(zip, from, Math.min(zip.length, from + CHUNK_BYTES));
            send(new ProducerRecord<>(topics.modelArtifacts(), ArtifactKey.chunk(artifact.modelId(), number), chunk));
        }
        ArtifactIndex index = new ArtifactIndex(artifact.modelId(), zip.length, chunks, now, artifact.manifest());
        ProducerRecord<String, byte[]> stored = new ProducerRecord<>(
                topics.modelArtifacts(), ArtifactKey.index(artifact.modelId()), INDEXES.write(index));
        headers.write(stored.headers(), PayloadTypes.ARTIFACT_INDEX, index.modelId() + "@" + now, index.modelId(), now);
        send(stored);
        return index;
    }

    void remove(ArtifactIndex index) {
        ArtifactKey.all(index).forEach(key -> sendTombstone(topics.modelArtifacts(), key));
    }

    void release(ModelRelease release) {
        String alias = release.alias().key();
        ProducerRecord<String, byte[]> stored =
                new ProducerRecord<>(topics.modelReleases(), alias, RELEASES.write(release));
        headers.write(
                stored.headers(),
                PayloadTypes.MODEL_RELEASE,
                alias + "@" + release.releasedTime(),
                release.modelId(),
                release.releasedTime());
        send(stored);
    }

    /** Lets {@code step} be the latest, and keeps it for those who ask later why. */
    void canary(CanaryStep step) {
        send(canary(topics.modelReleases(), CanaryStep.KEY, step));
        send(canary(topics.modelRollouts(), step.rolloutKey(), step));
    }

    private ProducerRecord<String, byte[]> canary(String topic, String key, CanaryStep step) {
        ProducerRecord<String, byte[]> stored = new ProducerRecord<>(topic, key, CANARIES.write(step));
        headers.write(stored.headers(), PayloadTypes.CANARY_STEP, step.rolloutKey(), step.modelId(), step.sinceTime());
        return stored;
    }

    void withdraw(ModelAlias alias) {
        sendTombstone(topics.modelReleases(), alias.key());
    }

    /**
     * Commits, and returns once readers of committed records can see it, or the patience ended: the broker answers before it
     * has told each partition. If it does not answer, it is not known whether the change was made.
     */
    void commit() {
        try {
            done(producer::commitTransaction);
            open = false;
        } catch (BrokerUnreachable unknown) {
            open = false;
            throw unknown;
        }
        CommittedEnds.await(connection, patience, written);
    }

    @Override
    public void close() {
        if (open) {
            try {
                producer.abortTransaction();
            } catch (KafkaException unreachable) {
                // The broker aborts it by itself after a while, or when the next publisher begins.
                open = false;
            }
        }
        producer.close(Duration.ofSeconds(1));
    }

    @SuppressWarnings("NullAway") // a record without value is how Kafka deletes a key
    private void sendTombstone(String topic, String key) {
        send(new ProducerRecord<>(topic, key, null));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failure comes back from the commit
    private void send(ProducerRecord<String, byte[]> stored) {
        done(() -> producer.send(stored, (place, failure) -> {
            if (failure == null) {
                written.merge(new TopicPartition(place.topic(), place.partition()), place.offset(), Math::max);
            }
        }));
    }

    private void done(Runnable step) {
        try {
            step.run();
        } catch (TimeoutException late) {
            throw new BrokerUnreachable(connection, patience, late);
        } catch (KafkaException failure) {
            if (TakenOver.isCauseOf(failure)) {
                open = false;
                throw new ReleaseFailed(what, "another publisher began later", failure);
            }
            throw new ReleaseFailed(what, reason(failure), failure);
        }
    }

    private static String reason(KafkaException failure) {
        @Nullable Throwable cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause.getMessage();
    }
}
