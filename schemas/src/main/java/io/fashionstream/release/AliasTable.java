package io.fashionstream.release;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.SchemaMismatch;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest release of each alias, and the latest step of a canary. A record that cannot be read is ignored, so that the release before it stands. */
final class AliasTable {
    private static final Logger log = LoggerFactory.getLogger(AliasTable.class);

    private static final JsonCodec<ModelRelease> CODEC = JsonCodec.of(PayloadTypes.MODEL_RELEASE);
    private static final JsonCodec<CanaryStep> CANARY_CODEC = JsonCodec.of(PayloadTypes.CANARY_STEP);

    private final Map<ModelAlias, ModelRelease> releases = new EnumMap<>(ModelAlias.class);
    private @Nullable CanaryStep lastCanary;

    void apply(ConsumerRecord<byte[], byte[]> stored) {
        String key = ArtifactKey.text(stored);
        if (key.equals(CanaryStep.KEY)) {
            applyCanary(stored);
            return;
        }
        ModelAlias.ofKey(key)
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

    private void applyCanary(ConsumerRecord<byte[], byte[]> stored) {
        try {
            lastCanary = stored.value() == null ? null : CANARY_CODEC.read(stored.value());
        } catch (SchemaMismatch fault) {
            log.warn("Ignored a step of a canary at offset {}: {}", stored.offset(), fault.getMessage());
        }
    }

    /** The latest step of any canary, in force or not; null before the first. */
    @Nullable
    CanaryStep lastCanary() {
        return lastCanary;
    }

    /** The step that says now which products a canary serves; empty if the champion serves all. */
    Optional<CanaryStep> canary() {
        ModelRelease champion = releases.get(ModelAlias.CHAMPION);
        return Optional.ofNullable(lastCanary)
                .filter(step -> step.isInForce(champion == null ? null : champion.modelId()));
    }

    Map<ModelAlias, ModelRelease> releases() {
        return Map.copyOf(releases);
    }
}
