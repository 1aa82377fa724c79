package io.fashionstream.stream.model;

/** A released model, or one of its networks, must not serve; the message says which and why. */
public final class ModelRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    ModelRefused(String modelId, String reason, Throwable cause) {
        super(modelId + " refused: " + reason, cause);
        this.reason = reason;
    }

    ModelRefused(String modelId, String reason) {
        super(modelId + " refused: " + reason);
        this.reason = reason;
    }

    /** Why, without the model's id. */
    String reason() {
        return reason;
    }
}
