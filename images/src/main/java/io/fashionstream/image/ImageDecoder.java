package io.fashionstream.image;

import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes product images: PNG, JPEG, WebP and raw pixels.
 *
 * <p>A 28 x 28 picture in which every pixel is gray is taken as the data set's own form, light on dark, and goes to the
 * network as it is. Any other goes through {@link PhotoToTensor}.
 *
 * <p>Safe for use by several threads: each call has its own readers. Memory for one call is bounded by
 * {@link DecodeLimits} and the bytes given.
 */
public final class ImageDecoder {
    /** Changes whenever the same bytes may be decoded to other pixels than before: decoded pictures are kept by it. */
    public static final int STEPS_VERSION = 2;

    private static final Logger log = LoggerFactory.getLogger(ImageDecoder.class);

    private final DecodeLimits limits;

    public ImageDecoder(DecodeLimits limits) {
        this.limits = limits;
    }

    /**
     * Decodes one image.
     *
     * @return a rejection if the bytes cannot be read; nothing that they hold makes this method throw
     */
    public Decoded decode(ProductImage image) {
        try {
            return decode(image.bytes(), image.contentType());
        } catch (Undecodable refused) {
            return new Decoded.Rejected(refused.rejection());
        } catch (OutOfMemoryError full) {
            return refuse(
                    RejectionReason.TOO_MANY_PIXELS, "expected a picture that is read within the memory there is");
        } catch (Exception | AssertionError | StackOverflowError defect) {
            log.warn("Rejecting image {}: its reader failed", image.imageId(), defect);
            return refuse(
                    RejectionReason.CORRUPT, "expected a picture that its reader can take, got one that it cannot");
        }
    }

    private Decoded decode(byte[] bytes, String contentType) throws Undecodable {
        if (bytes.length == 0) {
            throw new Undecodable(RejectionReason.EMPTY, "expected an encoded picture, got 0 bytes");
        }
        limits.requireBytes(bytes.length);
        return switch (ImageFormat.of(bytes, contentType)) {
            case RAW -> DataSetForm.of(bytes);
            case PNG -> convert(PngFile.decode(bytes, limits));
            case JPEG -> convert(JpegFile.decode(bytes, limits));
            case WEBP -> convert(WebpFile.decode(bytes, limits));
        };
    }

    private static Decoded convert(Picture picture) {
        boolean small = picture.width == ImageTensor.SIDE_PIXELS && picture.height == ImageTensor.SIDE_PIXELS;
        byte[] gray = small ? picture.opaqueGray() : null;
        return gray == null ? PhotoToTensor.convert(picture) : DataSetForm.of(gray);
    }

    private static Decoded refuse(RejectionReason reason, String detail) {
        return new Decoded.Rejected(new Rejection(reason, detail));
    }
}
