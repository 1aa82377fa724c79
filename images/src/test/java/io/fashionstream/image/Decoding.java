package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ProductImage;
import io.fashionstream.event.RejectionReason;
import java.time.Instant;

/** Decodes bytes as the stream does, and says what was expected of them. */
final class Decoding {
    static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.DEFAULT);

    private Decoding() {}

    static ProductImage event(byte[] bytes, String contentType) {
        return new ProductImage("product", "image", "event", "test:catalogue", Instant.EPOCH, contentType, bytes, null);
    }

    static Decoded.Image image(byte[] bytes) {
        Decoded decoded = DECODER.decode(event(bytes, ""));
        assertThat(decoded).isInstanceOf(Decoded.Image.class);
        return (Decoded.Image) decoded;
    }

    static byte[] gray(byte[] bytes) {
        return image(bytes).tensor().toBytes();
    }

    static void assertRefused(byte[] bytes, RejectionReason reason, String detail) {
        assertRefused(DECODER, bytes, "", reason, detail);
    }

    static void assertRefused(
            ImageDecoder decoder, byte[] bytes, String contentType, RejectionReason reason, String detail) {
        Decoded decoded = decoder.decode(event(bytes, contentType));
        assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
        var rejection = ((Decoded.Rejected) decoded).rejection();
        assertThat(rejection.reason()).as(rejection.detail()).isEqualTo(reason);
        assertThat(rejection.detail()).contains(detail);
    }

    /** The mean of the absolute differences of all pixels, 0 to 255. */
    static double meanDifference(byte[] one, byte[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs(Byte.toUnsignedInt(one[i]) - Byte.toUnsignedInt(other[i]));
        }
        return sum / one.length;
    }
}
