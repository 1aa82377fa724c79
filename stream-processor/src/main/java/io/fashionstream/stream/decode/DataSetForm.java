package io.fashionstream.stream.decode;

import io.fashionstream.artifact.ImageTensor;
import io.fashionstream.stream.decode.Decoded.Oddity;

/** Pictures that come as Fashion-MNIST itself has them: 28 x 28 gray, light product on a black background. */
final class DataSetForm {
    /** Each of the 70,000 images of Fashion-MNIST has a pixel of 254 or more; this leaves wide room for photos. */
    private static final int FAINT_INK = 63;
    /** Corners with more ink than this are not a light background; two of them are in 1 of those 70,000. */
    private static final int DARK_CORNER = 85;

    private static final int TOO_MANY_DARK_CORNERS = 2;
    private static final int LAST = ImageTensor.SIDE_PIXELS - 1;

    private DataSetForm() {}

    /** Takes 784 bytes as they are. */
    static Decoded.Image of(byte[] gray) {
        ImageTensor tensor = new ImageTensor(gray);
        return new Decoded.Image(tensor, oddity(tensor, gray));
    }

    private static Oddity oddity(ImageTensor tensor, byte[] gray) {
        if (isBlank(gray)) {
            return Oddity.BLANK;
        }
        int dark =
                isDark(tensor, 0, 0) + isDark(tensor, LAST, 0) + isDark(tensor, 0, LAST) + isDark(tensor, LAST, LAST);
        return dark >= TOO_MANY_DARK_CORNERS ? Oddity.NO_LIGHT_BACKGROUND : Oddity.NONE;
    }

    /** Whether no pixel has more than faint ink. */
    static boolean isBlank(byte[] gray) {
        for (byte pixel : gray) {
            if (Byte.toUnsignedInt(pixel) > FAINT_INK) {
                return false;
            }
        }
        return true;
    }

    private static int isDark(ImageTensor tensor, int x, int y) {
        return tensor.pixel(x, y) > DARK_CORNER ? 1 : 0;
    }
}
