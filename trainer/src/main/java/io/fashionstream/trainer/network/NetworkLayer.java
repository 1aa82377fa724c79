package io.fashionstream.trainer.network;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * One layer of a network as a {@link NetworkWalk} comes by it.
 *
 * @param index from 0
 * @param input shape of what it reads
 * @param firstParameter where its parameters begin among all of the network's
 * @param refusal what cannot be done with a network that has an unsupported layer
 */
public record NetworkLayer(int index, Layer layer, InputType input, long firstParameter, String refusal) {
    /** Its name, or {@code layer} and its number. */
    public String name() {
        String given = layer.conf().getLayer().getLayerName();
        return given == null ? "layer" + index : given;
    }

    /**
     * Refuses the layer unless {@code holds}.
     *
     * @param rule what must hold, and what was found
     * @throws UnsupportedLayer if it does not; the message names the layer
     */
    public void require(boolean holds, String rule) {
        if (!holds) {
            String kind = layer.conf().getLayer().getClass().getSimpleName();
            throw new UnsupportedLayer("%s: layer %d (%s %s): %s".formatted(refusal, index, kind, name(), rule));
        }
    }
}
