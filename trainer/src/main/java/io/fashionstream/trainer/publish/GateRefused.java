package io.fashionstream.trainer.publish;

/** A model is not good enough to be released. The message holds the table that shows why. */
public final class GateRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GateRefused(String modelId, GateVerdict verdict) {
        super("%smodel %s is refused by the quality gate; nothing was released".formatted(verdict.table(), modelId));
    }
}
