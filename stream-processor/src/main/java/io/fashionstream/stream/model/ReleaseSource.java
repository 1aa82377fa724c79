package io.fashionstream.stream.model;

import io.fashionstream.artifact.ArtifactRefused;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.release.ArtifactUnavailable;
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
     * @throws ArtifactRefused if what is stored under this id is not it, or breaks the format
     * @throws ArtifactUnavailable if it is not there, or not whole
     */
    ModelArtifact artifact(String modelId);

    /**
     * The same, with its id checked against what it really is.
     *
     * @throws ModelRefused if it is not there, not whole, not it, or breaks the format
     */
    default ModelArtifact checkedArtifact(String modelId) throws ModelRefused {
        try {
            ModelArtifact artifact = artifact(modelId);
            if (!artifact.modelId().equals(modelId)) {
                throw new ModelRefused(modelId, "its digest is " + artifact.modelId());
            }
            return artifact;
        } catch (ArtifactRefused | ArtifactUnavailable e) {
            throw new ModelRefused(modelId, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    void close();
}
