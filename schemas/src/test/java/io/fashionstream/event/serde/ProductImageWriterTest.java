package io.fashionstream.event.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.ProductImage;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProductImageWriterTest {
    @ParameterizedTest
    @EnumSource(ProductImageWriter.Mode.class)
    void whatIsWrittenIsReadBackAsItWas(ProductImageWriter.Mode mode) {
        ProductImage image = image(Category.COAT);

        ProductImage read = writtenAndRead(image, mode);

        assertThat(read).usingRecursiveComparison().isEqualTo(image);
    }

    @ParameterizedTest
    @EnumSource(ProductImageWriter.Mode.class)
    void anImageWithoutACategoryStaysSo(ProductImageWriter.Mode mode) {
        assertThat(writtenAndRead(image(null), mode).declaredCategory()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProductImageWriter.Mode.class)
    void anImageWithoutAContentTypeIsWrittenAsBytesOfAnyType(ProductImageWriter.Mode mode) {
        assertThat(writtenAndRead(image(null, ""), mode).contentType()).isEqualTo("application/octet-stream");
    }

    private static ProductImage image(@Nullable Category category) {
        return image(category, "application/vnd.fashion-mnist");
    }

    private static ProductImage image(@Nullable Category category, String contentType) {
        return new ProductImage(
                "sku-1",
                "front",
                "e1",
                "/shop",
                Instant.parse("2026-11-22T17:00:00.125Z"),
                contentType,
                new byte[784],
                category);
    }

    private static ProductImage writtenAndRead(ProductImage image, ProductImageWriter.Mode mode) {
        ProducerRecord<byte[], byte[]> record = new ProductImageWriter(new Topics("shop."), mode).write(image);
        assertThat(record.topic()).isEqualTo("shop.product-images");
        ReadImage read = ProductImageReader.read(
                new SourceRecord(record.topic(), 0, 0, 0, record.key(), record.value(), record.headers()));
        assertThat(read).isInstanceOf(ReadImage.Readable.class);
        return ((ReadImage.Readable) read).image();
    }
}
