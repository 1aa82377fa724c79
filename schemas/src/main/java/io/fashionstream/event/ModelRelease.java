package io.fashionstream.event;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An alias points at a model; moving it is the release and the roll-back. Key on {@code model-releases}: the alias.
 *
 * @param modelId lower-case hex SHA-256 of the artifact
 * @param previousModelId what the alias pointed at before, or null if this is its first model
 * @param earlierModelIds what it pointed at before that, newest first, at most {@value #MAX_EARLIER}; null in releases of
 *     before this was noted
 * @param reason why, where somebody said so (a forced release must)
 */
public record ModelRelease(
        ModelAlias alias,
        String modelId,
        @Nullable String previousModelId,
        @Nullable List<String> earlierModelIds,
        Instant releasedTime,
        @Nullable String reason,
        ModelManifest manifest) {
    /** How many models are remembered beside the previous one. */
    public static final int MAX_EARLIER = 4;

    public ModelRelease {
        earlierModelIds = earlierModelIds == null ? null : List.copyOf(earlierModelIds);
    }

    /** The models that the alias pointed at before this one, newest first, as far as they are known. */
    public List<String> earlier() {
        return Stream.concat(
                        Stream.ofNullable(previousModelId),
                        Stream.ofNullable(earlierModelIds).flatMap(List::stream))
                .toList();
    }
}
