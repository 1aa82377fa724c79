package io.fashionstream.image;

import io.fashionstream.image.Decoded.Oddity;

/** Pictures that come as Fashion-MNIST itself has them: 28 x 28 gray, light product on a black background. */
final class DataSetForm {
    private static final int TOO_MANY_DARK_CORNERS = 2;

    private DataSetForm() {}

    /** Takes 784 bytes as they are. */
    static Decoded.Image of(byte[] gray) {
        return new Decoded.Image(ImageTensor.of(gray), oddity(new Ink(gray)));
    }

    private static Oddity oddity(Ink ink) {
        if (ink.isFaint()) {
            return Oddity.BLANK;
        }
        if (ink.isNoise()) {
            return Oddity.NOISE;
        }
        return ink.darkCorners() >= TOO_MANY_DARK_CORNERS ? Oddity.NO_LIGHT_BACKGROUND : Oddity.NONE;
    }
}
