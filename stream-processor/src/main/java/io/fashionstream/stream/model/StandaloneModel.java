package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelArtifact;

/** A model that is not released over Kafka, and is checked as if it were. */
public final class StandaloneModel {
    private StandaloneModel() {}

    /**
     * Loads, checks and warms the network of {@code artifact} that an instance would serve.
     *
     * @param maxImages largest batch
     * @throws ModelRefused if no processor would serve it
     */
    public static ServedModel of(
            ModelArtifact artifact, PrecisionSetting setting, int maxImages, ModelLoader<ServedModel> loader)
            throws ModelRefused {
        return new NetworkChoice(setting, maxImages, System::nanoTime)
                .chosen(artifact, loader)
                .model();
    }
}
