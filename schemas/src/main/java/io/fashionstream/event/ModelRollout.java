package io.fashionstream.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one processor instance did with one release. Key on {@code model-rollouts}: the instance id.
 *
 * @param detail why a model was refused, else null
 */
public record ModelRollout(
        String instanceId,
        ModelAlias alias,
        String modelId,
        Outcome outcome,
        @Nullable String detail,
        Instant time) {
    /** SERVING: verified, warmed and swapped in. REFUSED: the one that served before goes on. WITHDRAWN: alias removed. */
    public enum Outcome {
        SERVING,
        REFUSED,
        WITHDRAWN
    }
}
