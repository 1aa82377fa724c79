package io.fashionstream.trainer.network;

/** A network has a layer, or a setting of one, that cannot be trained or exported exactly as it is. */
public final class UnsupportedLayer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedLayer(String message) {
        super(message);
    }
}
