package io.fashionstream.stream.model;

/** A released model must not serve; the message says which and why. */
public final class ModelRefused extends Exception {
    private static final long serialVersionUID = 1L;

    ModelRefused(String modelId, String reason, Throwable cause) {
        super(modelId + " refused: " + reason, cause);
    }

    ModelRefused(String modelId, String reason) {
        super(modelId + " refused: " + reason);
    }
}
