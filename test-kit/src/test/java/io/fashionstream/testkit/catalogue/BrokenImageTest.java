package io.fashionstream.testkit.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ProductImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.image.Decoded;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.image.ImageTensor;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenImageTest {
    private final ImageTensor picture = picture();

    @ParameterizedTest
    @EnumSource(BrokenImage.class)
    void everyBrokenImageIsRefusedForItsReason(BrokenImage broken) {
        CatalogueImage image = broken.of("product", "broken-1", EncodedImages.png(picture));

        assertThat(refusal(image)).isEqualTo(broken.reason());
    }

    @Test
    void aPngOfTheCatalogueDecodesToTheVeryPixels() {
        ProductImage image = ((ReadImage.Readable) read(new CatalogueImage(
                        "product", "image", EncodedImages.PNG, EncodedImages.png(picture), null, null)))
                .image();

        Decoded decoded = new ImageDecoder(DecodeLimits.DEFAULT).decode(image);

        assertThat(((Decoded.Image) decoded).tensor().toBytes()).isEqualTo(picture.toBytes());
    }

    private static RejectionReason refusal(CatalogueImage image) {
        if (read(image) instanceof ReadImage.Unreadable unreadable) {
            return unreadable.rejection().reason();
        }
        Decoded decoded = new ImageDecoder(DecodeLimits.DEFAULT).decode(((ReadImage.Readable) read(image)).image());
        return ((Decoded.Rejected) decoded).rejection().reason();
    }

    private static ReadImage read(CatalogueImage image) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("content-type", image.contentType().getBytes(StandardCharsets.UTF_8));
        byte[] key = image.productId().getBytes(StandardCharsets.UTF_8);
        return ProductImageReader.read(new SourceRecord("product-images", 0, 0, 0, key, image.bytes(), headers));
    }

    /** A bright square on nothing, with noise that makes the PNG long enough to break. */
    private static ImageTensor picture() {
        byte[] gray = new byte[ImageTensor.PIXELS];
        new Random(7).nextBytes(gray);
        return new ImageTensor(gray);
    }
}
