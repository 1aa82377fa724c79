package io.fashionstream.image;

import io.fashionstream.event.Rejection;

/** One image, decoded: the input of a network, or the reason why there is none. */
public sealed interface Decoded {
    /**
     * The network's input, and what the picture itself says about whether it can be trusted.
     *
     * @param oddity why no model can know this picture, whatever it answers; {@link Oddity#NONE} for a usual one
     */
    record Image(ImageTensor tensor, Oddity oddity) implements Decoded {
        /** Whether the picture alone shows that its label means nothing. The model's own rule comes on top of this. */
        public boolean outOfDistribution() {
            return oddity != Oddity.NONE;
        }
    }

    /** There is no picture in the bytes, or one that may not be read; the image is answered with this rejection. */
    record Rejected(Rejection rejection) implements Decoded {}

    /** Ways in which a readable picture is not a product on a light background. */
    enum Oddity {
        /** A usual picture. */
        NONE,
        /** An empty picture, or white on white: next to nothing is left once the background is trimmed. */
        BLANK,
        /** Each pixel is independent of its neighbours. */
        NOISE,
        /** The corners are not one light colour: a scene, a texture, or a product on something dark. */
        NO_LIGHT_BACKGROUND
    }
}
