package io.fashionstream.stream.accuracy;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from {@code model-releases} which model each alias points at. Safe for use by several threads. */
final class AliasMoves {
    private static final Logger log = LoggerFactory.getLogger(AliasMoves.class);

    private final JsonCodec<ModelRelease> releases = JsonCodec.of(PayloadTypes.MODEL_RELEASE);

    /** What the alias points at now, or empty for a record that does not say: the figures do without a baseline then. */
    Optional<MergeInput> read(@Nullable String key, byte @Nullable [] value) {
        if (CanaryStep.KEY.equals(key)) {
            return Optional.empty(); // the labels name its steps themselves
        }
        Optional<ModelAlias> alias = ModelAlias.ofKey(key);
        try {
            ModelRelease release = value == null ? null : releases.read(value);
            return alias.map(known -> new MergeInput.Released(known, release));
        } catch (SerializationException e) {
            log.warn("Release of {} is unreadable, its drift will not be judged: {}", key, e.getMessage());
            return Optional.empty();
        }
    }
}
