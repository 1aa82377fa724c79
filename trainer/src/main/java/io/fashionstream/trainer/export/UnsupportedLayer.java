package io.fashionstream.trainer.export;

/** A network has a layer that the export does not know how to express exactly. */
public final class UnsupportedLayer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedLayer(String layer, String expected, String found) {
        super("network cannot be exported: layer %s: expected %s, found %s".formatted(layer, expected, found));
    }
}
