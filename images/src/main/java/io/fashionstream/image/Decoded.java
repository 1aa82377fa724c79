package io.fashionstream.image;

import io.fashionstream.event.Rejection;

/** What came of decoding one image. */
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

    /** Not decodable; the rejection says why. */
    record Refused(Rejection rejection) implements Decoded {}

    /** Ways in which a readable picture is not a product on a light background. */
    enum Oddity {
        /** Nothing to see that would hold it against the picture. */
        NONE,
        /** Next to nothing is left once the background is trimmed: an empty picture, or white on white. */
        BLANK,
        /** Neighbouring pixels have nothing to do with each other. */
        NOISE,
        /** The corners are not one light colour: a scene, a texture, or a product on something dark. */
        NO_LIGHT_BACKGROUND
    }
}
