package io.fashionstream.stream.watch;

import io.fashionstream.command.Printable;
import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.SchemaMismatch;
import io.fashionstream.event.serde.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What models call their classes, as their releases say. The releases are read when a model comes up that is not known yet.
 * Where a release is gone, or may not be read, a class is called by its code in words. One thread.
 */
public final class ReleasedClasses {
    private static final Logger log = LoggerFactory.getLogger(ReleasedClasses.class);

    private final Supplier<List<ModelRelease>> releases;
    private final Map<String, Optional<Classes>> byModel = new HashMap<>();

    /** @param releases reads all that there are at this moment */
    public ReleasedClasses(Supplier<List<ModelRelease>> releases) {
        this.releases = releases;
    }

    /**
     * Those of a broker.
     *
     * @param patience how long it may take for any one answer, at least 1 s
     */
    public static ReleasedClasses of(KafkaConnection connection, Topics topics, Duration patience) {
        return new ReleasedClasses(() -> read(connection, topics, patience));
    }

    /** Without any release: codes in words. */
    public static ReleasedClasses unknown() {
        return new ReleasedClasses(List::of);
    }

    /** What a model calls {@code category}, without control characters. */
    public String name(String modelId, Category category) {
        return Printable.of(of(modelId)
                .filter(classes -> classes.contains(category))
                .map(classes -> classes.name(category))
                .orElseGet(category::displayName));
    }

    /** The classes of a model, in its order; empty if its release is not known. */
    public Optional<Classes> of(String modelId) {
        if (!byModel.containsKey(modelId)) {
            releases.get()
                    .forEach(release -> byModel.put(
                            release.modelId(), Optional.of(release.manifest().classes())));
            byModel.putIfAbsent(modelId, Optional.empty());
        }
        return byModel.getOrDefault(modelId, Optional.empty());
    }

    private static List<ModelRelease> read(KafkaConnection connection, Topics topics, Duration patience) {
        List<ModelRelease> found = new ArrayList<>();
        JsonCodec<ModelRelease> codec = JsonCodec.of(PayloadTypes.MODEL_RELEASE);
        try (CommittedReader reader = CommittedReader.ofAll(connection, patience, topics.modelReleases())) {
            reader.readToEnd(stored -> release(codec, stored).ifPresent(found::add));
        } catch (BrokerUnreachable e) {
            log.info("Names of classes are not known, codes are shown: {}", e.getMessage());
        }
        return found;
    }

    private static Optional<ModelRelease> release(
            JsonCodec<ModelRelease> codec, ConsumerRecord<byte[], byte[]> stored) {
        try {
            return stored.value() == null ? Optional.empty() : Optional.of(codec.read(stored.value()));
        } catch (SchemaMismatch strangers) {
            return Optional.empty();
        }
    }
}
