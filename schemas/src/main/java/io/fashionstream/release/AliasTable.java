package io.fashionstream.release;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.SchemaMismatch;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest release of each alias. A record that cannot be read is ignored, so that the release before it stands. */
final class AliasTable {
    private static final Logger log = LoggerFactory.getLogger(AliasTable.class);

    private static final JsonCodec<ModelRelease> CODEC = JsonCodec.of(PayloadTypes.MODEL_RELEASE);
    private final Map<ModelAlias, ModelRelease> releases = new EnumMap<>(ModelAlias.class);

    void apply(ConsumerRecord<byte[], byte[]> stored) {
        ModelAlias.ofKey(ArtifactKey.text(stored))
                .ifPresentOrElse(
                        alias -> apply(alias, stored),
                        () -> log.warn("Ignored a release of unknown alias: offset={}", stored.offset()));
    }

    private void apply(ModelAlias alias, ConsumerRecord<byte[], byte[]> stored) {
        if (stored.value() == null) {
            releases.remove(alias);
            return;
        }
        try {
            releases.put(alias, CODEC.read(stored.value()));
        } catch (SchemaMismatch fault) {
            log.warn("Ignored a release of {} at offset {}: {}", alias.key(), stored.offset(), fault.getMessage());
        }
    }

    Map<ModelAlias, ModelRelease> releases() {
        return Map.copyOf(releases);
    }
}
