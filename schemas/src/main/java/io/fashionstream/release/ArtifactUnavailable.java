package io.fashionstream.release;

/** A model's artifact is not, or not wholly, on {@code model-artifacts}. */
public final class ArtifactUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArtifactUnavailable(String modelId, String topic, String expected, String found) {
        super("model %s is unavailable on %s: expected %s, found %s".formatted(modelId, topic, expected, found));
    }
}
