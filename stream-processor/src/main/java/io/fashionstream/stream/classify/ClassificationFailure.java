package io.fashionstream.stream.classify;

/** The network, not an image, is at fault: it could not be loaded, or a run failed as a whole. */
public final class ClassificationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClassificationFailure(String message) {
        super(message);
    }

    public ClassificationFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
