package io.fashionstream.release;

import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.SchemaMismatch;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index of every model that is stored. */
final class IndexTable {
    private static final Logger log = LoggerFactory.getLogger(IndexTable.class);

    private static final JsonCodec<ArtifactIndex> CODEC = JsonCodec.of(PayloadTypes.ARTIFACT_INDEX);
    private final Map<String, ArtifactIndex> byKey = new HashMap<>();

    /** Takes an index or its tombstone; ignores chunks. */
    void apply(ConsumerRecord<byte[], byte[]> stored) {
        String key = ArtifactKey.text(stored);
        if (!ArtifactKey.isIndex(key)) {
            return;
        }
        byKey.remove(key);
        if (stored.value() != null) {
            read(key, stored);
        }
    }

    private void read(String key, ConsumerRecord<byte[], byte[]> stored) {
        try {
            ArtifactIndex index = CODEC.read(stored.value());
            if (ArtifactKey.index(index.modelId()).equals(key)) {
                byKey.put(key, index);
            } else {
                log.warn("Ignored an artifact index of another model: key={} found={}", key, index.modelId());
            }
        } catch (SchemaMismatch fault) {
            log.warn("Ignored an artifact index at offset {}: {}", stored.offset(), fault.getMessage());
        }
    }

    Optional<ArtifactIndex> of(String modelId) {
        return Optional.ofNullable(byKey.get(ArtifactKey.index(modelId)));
    }

    /** Whether the model of each of these releases is stored. */
    boolean haveAll(Collection<ModelRelease> releases) {
        return releases.stream().allMatch(release -> of(release.modelId()).isPresent());
    }

    List<ArtifactIndex> all() {
        return List.copyOf(byKey.values());
    }
}
