package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelArtifact;

/** Makes an artifact ready to serve. */
@FunctionalInterface
public interface ModelLoader<M extends ServingModel> {
    /**
     * Loads the artifact's network.
     *
     * @throws RuntimeException if it is no network that can serve; the message says why
     */
    M load(ModelArtifact artifact);
}
