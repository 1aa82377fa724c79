package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;

/** Makes an artifact ready to serve. */
@FunctionalInterface
public interface ModelLoader<M extends ServingModel> {
    /**
     * Loads the artifact's network of {@code precision}, which it holds.
     *
     * @throws RuntimeException if it is no network that can serve; the message says why
     */
    M load(ModelArtifact artifact, Precision precision);
}
