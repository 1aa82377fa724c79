package io.fashionstream.trainer.training;

import java.util.Locale;

/** What takes the training steps. */
public enum EngineKind {
    /** Steps compiled from the network's configuration: fast, and the same bits for the same seed. */
    COMPILED,
    /** Deeplearning4j's own {@code fit}: any network, three times slower. */
    FIT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
