package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where releases come from. Confined to one thread. Any method may throw a {@link RuntimeException} when the source is
 * out of reach; a new source then starts over.
 */
public interface ReleaseSource extends AutoCloseable {
    /**
     * The release of every alias as it stands now; an alias without a model is missing. Waits for a change, but not
     * longer than {@code patience}.
     */
    Map<ModelAlias, ModelRelease> aliases(Duration patience);

    /** The step of a canary that is in force, as of the aliases that were given last; empty if there is none. */
    default Optional<CanaryStep> canary() {
        return Optional.empty();
    }

    /**
     * The artifact of a model.
     *
     * @throws io.fashionstream.artifact.ArtifactRefused if what is stored under this id is not it, or breaks the format
     * @throws io.fashionstream.release.ArtifactUnavailable if it is not there, or not whole
     */
    ModelArtifact artifact(String modelId);

    @Override
    void close();
}
