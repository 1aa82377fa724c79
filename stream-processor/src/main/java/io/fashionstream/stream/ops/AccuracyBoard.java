package io.fashionstream.stream.ops;

import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.JsonSerdes;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.stream.watch.LatestAccuracy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accuracy of all instances together, as last published on {@code class-accuracy}; read on a thread of its own, which
 * never dies of a broker that is away.
 */
public final class AccuracyBoard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AccuracyBoard.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 5_000;
    /** More than one publication of 40 models. */
    private static final long LOOK_BACK = 500;

    private final KafkaConnection connection;
    private final String topic;
    private final Deserializer<ClassAccuracy> rows =
            JsonSerdes.of(PayloadTypes.CLASS_ACCURACY).deserializer();
    private final LatestAccuracy latest = new LatestAccuracy();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "accuracy-board");

    public AccuracyBoard(KafkaConnection connection, String topic) {
        this.connection = connection;
        this.topic = topic;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** The latest rows of {@code modelId} in the role of {@code alias}; empty before its first publication. */
    public synchronized List<ClassAccuracy> rows(ModelAlias alias, String modelId) {
        return List.copyOf(latest.rows(alias, modelId));
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        while (closed.getCount() > 0) {
            try (CommittedReader reader = CommittedReader.ofLast(LOOK_BACK, connection, PATIENCE, topic)) {
                while (closed.getCount() > 0) {
                    reader.poll(POLL, this::take);
                }
            } catch (RuntimeException e) {
                log.warn("The page shows no news of {}; trying again in {} ms", topic, PAUSE_MILLIS, e);
                pause();
            }
        }
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> stored) {
        if (stored.value() == null) {
            return;
        }
        try {
            ClassAccuracy row = rows.deserialize(topic, stored.value());
            latest.add(row);
        } catch (RuntimeException e) {
            log.debug("Not shown: offset {} of {} is no row", stored.offset(), topic, e);
        }
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
