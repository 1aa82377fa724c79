package io.fashionstream.trainer.export;

/** ONNX Runtime did not load or run a network. */
public final class OnnxFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OnnxFailure(String what, Throwable cause) {
        super("ONNX Runtime %s: %s".formatted(what, cause.getMessage()), cause);
    }
}
