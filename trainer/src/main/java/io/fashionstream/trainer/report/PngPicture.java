package io.fashionstream.trainer.report;

import io.fashionstream.image.GrayPng;
import io.fashionstream.image.ImageTensor;
import java.util.Base64;

/** Images as PNG, to be put into a page. */
final class PngPicture {
    private PngPicture() {}

    /** A {@code data:} address that holds {@code image} in its own size, 8-bit gray, 0 shown black. */
    static String dataUri(ImageTensor image) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(GrayPng.of(image));
    }
}
