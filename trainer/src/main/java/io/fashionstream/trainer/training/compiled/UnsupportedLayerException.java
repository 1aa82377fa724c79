package io.fashionstream.trainer.training.compiled;

/** A network has a layer, or a setting of one, that the compiled step cannot do; {@code fit} still can. */
public final class UnsupportedLayerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedLayerException(int layer, String kind, String reason) {
        super("layer %d (%s): %s; train this network with --engine fit".formatted(layer, kind, reason));
    }
}
