package io.fashionstream.event;

import io.fashionstream.artifact.ModelManifest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alias points at a model; moving it is the release and the roll-back. Key on {@code model-releases}: the alias.
 *
 * @param modelId lower-case hex SHA-256 of the artifact
 * @param previousModelId what the alias pointed at before, or null if this is its first model
 * @param reason why, where somebody said so (a forced release must)
 */
public record ModelRelease(
        ModelAlias alias,
        String modelId,
        @Nullable String previousModelId,
        Instant releasedTime,
        @Nullable String reason,
        ModelManifest manifest) {}
