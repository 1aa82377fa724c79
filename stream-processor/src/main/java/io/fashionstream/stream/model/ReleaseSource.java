package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelAlias;
import java.time.Duration;
import java.util.Map;

/**
 * Where releases come from. Confined to one thread. Any method may throw a {@link RuntimeException} when the source is
 * out of reach; a new source then starts over.
 */
public interface ReleaseSource extends AutoCloseable {
    /**
     * What every alias points at now, by model id; an alias without a model is missing. Waits for a change, but not
     * longer than {@code patience}.
     */
    Map<ModelAlias, String> aliases(Duration patience);

    /**
     * The artifact of a model.
     *
     * @throws io.fashionstream.artifact.ArtifactRefused if what is stored under this id is not it, or breaks the format
     */
    ModelArtifact artifact(String modelId);

    @Override
    void close();
}
