package io.fashionstream.testkit.ledger;

import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.LatestAccuracy;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows {@code class-accuracy} as an operator's client would: the newest row of each champion and scope counts. Confined
 * to one thread.
 */
public final class AccuracyRows implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonCodec<ClassAccuracy> ROWS = JsonCodec.of(PayloadTypes.CLASS_ACCURACY);

    private final CommittedReader reader;
    private final LatestAccuracy latest = new LatestAccuracy();

    /** Begins to read at the beginning; the topic must exist. */
    public AccuracyRows(KafkaConnection connection, Topics topics) {
        this.reader = CommittedReader.ofAll(connection, PATIENCE, topics.classAccuracy());
    }

    /** Takes in what was published since the last call; does not wait. */
    public void update() {
        reader.poll(Duration.ZERO, record -> {
            if (record.value() != null) {
                latest.add(ROWS.read(record.value()));
            }
        });
    }

    /** The champion of the last publication; empty before there is one. */
    public Optional<String> champion() {
        return latest.released(ModelAlias.CHAMPION);
    }

    /**
     * The newest row of a model; empty before its first publication.
     *
     * @param scope name of a category, or {@link ClassAccuracy#ALL}
     */
    public Optional<ClassAccuracy> row(String modelId, String scope) {
        return latest.row(ModelAlias.CHAMPION, modelId, scope);
    }

    @Override
    public void close() {
        reader.close();
    }
}
