package io.fashionstream.release;

/** The artifact of a model is missing on {@code model-artifacts}, or incomplete there. */
public final class ArtifactUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArtifactUnavailable(String modelId, String topic, String expected, String found) {
        super("model %s is unavailable on %s: expected %s, found %s".formatted(modelId, topic, expected, found));
    }
}
