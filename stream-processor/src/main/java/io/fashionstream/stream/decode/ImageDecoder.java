package io.fashionstream.stream.decode;

import io.fashionstream.artifact.ImageTensor;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;

/** Decodes product images. Safe for use by several threads. */
public final class ImageDecoder {
    /** The data set's own form: 784 gray bytes, row-major. */
    public static final String FASHION_MNIST = "application/vnd.fashion-mnist";

    private final DecodeLimits limits;

    public ImageDecoder(DecodeLimits limits) {
        this.limits = limits;
    }

    /** Decodes one image; never throws for what the bytes hold. */
    public Decoded decode(ProductImage image) {
        if (!image.contentType().equals(FASHION_MNIST)) {
            return refuse(
                    RejectionReason.UNSUPPORTED_TYPE, "expected " + FASHION_MNIST + ", got " + image.contentType());
        }
        if (image.bytes().length > limits.maxBytes()) {
            return refuse(
                    RejectionReason.TOO_MANY_BYTES,
                    "expected at most " + limits.maxBytes() + " bytes, got " + image.bytes().length);
        }
        if (image.bytes().length != ImageTensor.PIXELS) {
            return refuse(
                    RejectionReason.TRUNCATED,
                    "expected " + ImageTensor.PIXELS + " pixel bytes, got " + image.bytes().length);
        }
        return new Decoded.Image(new ImageTensor(image.bytes()), Decoded.Oddity.NONE);
    }

    private static Decoded refuse(RejectionReason reason, String detail) {
        return new Decoded.Refused(new Rejection(reason, detail));
    }
}
