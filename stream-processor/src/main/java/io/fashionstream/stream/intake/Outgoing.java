package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import org.jspecify.annotations.Nullable;

/** A value on its way from classification to one of its topics; headers and key are set already. */
public sealed interface Outgoing {
    /** To {@code image-labels}. */
    record ChampionLabel(ImageLabel label) implements Outgoing {}

    /** To {@code challenger-labels}. */
    record ChallengerLabel(ImageLabel label) implements Outgoing {}

    /** To {@code rejected-images}: the original value, untouched. */
    final class Rejected implements Outgoing {
        private final byte @Nullable [] original;

        Rejected(byte @Nullable [] original) {
            this.original = original;
        }

        byte @Nullable [] original() {
            return original;
        }
    }

    static boolean isChampionLabel(byte[] key, Outgoing value) {
        return value instanceof ChampionLabel;
    }

    static boolean isChallengerLabel(byte[] key, Outgoing value) {
        return value instanceof ChallengerLabel;
    }

    static boolean isRejected(byte[] key, Outgoing value) {
        return value instanceof Rejected;
    }

    /** The label of either model. */
    static ImageLabel label(Outgoing value) {
        return value instanceof ChampionLabel champion ? champion.label() : ((ChallengerLabel) value).label();
    }

    static byte @Nullable [] original(Outgoing value) {
        return ((Rejected) value).original();
    }
}
