package io.fashionstream.stream.ops;

import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.AccuracyAlert;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.serde.JsonSerdes;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.LatestAccuracy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the models of all instances together do, as last published on {@code class-accuracy}, {@code model-health} and {@code
 * accuracy-alerts}; read on a thread of its own, which never dies of a broker that is away.
 */
public final class AccuracyBoard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AccuracyBoard.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 5_000;
    /** Enough for one publication of 40 models. */
    private static final long LOOK_BACK = 500;

    private final KafkaConnection connection;
    private final Topics topics;
    private final Deserializer<ClassAccuracy> rows =
            JsonSerdes.of(PayloadTypes.CLASS_ACCURACY).deserializer();
    private final Deserializer<ModelHealth> health =
            JsonSerdes.of(PayloadTypes.MODEL_HEALTH).deserializer();
    private final Deserializer<AccuracyAlert> alerts =
            JsonSerdes.of(PayloadTypes.ACCURACY_ALERT).deserializer();
    private final LatestAccuracy latest = new LatestAccuracy();
    private final Map<String, ModelHealth> latestHealth = new HashMap<>();
    private final LatestAlerts latestAlerts = new LatestAlerts();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "accuracy-board");

    public AccuracyBoard(KafkaConnection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** The latest rows of {@code modelId} in the role of {@code alias}; empty before its first publication. */
    public synchronized List<ClassAccuracy> rows(ModelAlias alias, String modelId) {
        return List.copyOf(latest.rows(alias, modelId));
    }

    /** What was said last of {@code modelId} in the role of {@code alias}; empty before its first publication. */
    public synchronized Optional<ModelHealth> health(ModelAlias alias, String modelId) {
        return Optional.ofNullable(latestHealth.get(key(alias, modelId)));
    }

    /** The open alerts of all models, then those that are over since at most a day; newest first. */
    public synchronized List<AccuracyAlert> alerts(Instant now) {
        return latestAlerts.shown(now);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        while (closed.getCount() > 0) {
            try (CommittedReader reader = reader()) {
                while (closed.getCount() > 0) {
                    reader.poll(POLL, this::take);
                }
            } catch (RuntimeException e) {
                log.warn("The page shows no news of the models' figures; trying again in {} ms", PAUSE_MILLIS, e);
                pause();
            }
        }
    }

    private CommittedReader reader() {
        return CommittedReader.ofLast(
                LOOK_BACK, connection, PATIENCE, topics.classAccuracy(), topics.modelHealth(), topics.accuracyAlerts());
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> stored) {
        if (stored.value() == null) {
            return;
        }
        try {
            take(stored.topic(), stored.value());
        } catch (RuntimeException e) {
            log.debug("Not shown: offset {} of {} is not readable", stored.offset(), stored.topic(), e);
        }
    }

    private void take(String topic, byte[] value) {
        if (topic.equals(topics.classAccuracy())) {
            latest.add(rows.deserialize(topic, value));
        } else if (topic.equals(topics.modelHealth())) {
            ModelHealth report = health.deserialize(topic, value);
            latestHealth.put(key(report.alias(), report.modelId()), report);
        } else {
            latestAlerts.add(alerts.deserialize(topic, value));
        }
    }

    private static String key(ModelAlias alias, String modelId) {
        return alias.key() + "/" + modelId;
    }

    private void pause() {
        try {
            if (closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                log.debug("Closed while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
