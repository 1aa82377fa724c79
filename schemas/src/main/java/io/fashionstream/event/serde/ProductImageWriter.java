package io.fashionstream.event.serde;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventWriter;
import io.fashionstream.event.ProductImage;
import java.net.URI;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes records of {@code product-images}, as a catalogue does; {@link ProductImageReader} reads them back as they were.
 * Safe for use by several threads.
 */
public final class ProductImageWriter {
    /** The CloudEvents type of the events; readers take any. */
    public static final String EVENT_TYPE = "io.fashionstream.product-image.v1";

    private final String topic;
    private final Mode mode;

    /** How a CloudEvent lies in a Kafka record. */
    public enum Mode {
        /** Attributes in headers, the value is the image. */
        BINARY,
        /** The value is JSON with the image as Base64: a third larger. */
        STRUCTURED
    }

    public ProductImageWriter(Topics topics, Mode mode) {
        this.topic = topics.productImages();
        this.mode = mode;
    }

    /** The record of one image; its key is the product id. */
    public ProducerRecord<byte[], byte[]> write(ProductImage image) {
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(image.eventId())
                .withSource(URI.create(image.source()))
                .withType(EVENT_TYPE)
                .withSubject(image.imageId())
                .withTime(image.time().atOffset(ZoneOffset.UTC))
                .withData(statedType(image), image.bytes());
        image.declaredCategory()
                .ifPresent(category -> event.withExtension(Attribute.DECLARED_CATEGORY.key(), category.code()));
        return written(event.build(), ProductId.key(image.productId()));
    }

    /** Structured mode takes data without a type for JSON; this one says that it is bytes, and no more. */
    private static String statedType(ProductImage image) {
        return image.contentType().isEmpty() ? "application/octet-stream" : image.contentType();
    }

    private ProducerRecord<byte[], byte[]> written(CloudEvent event, byte[] key) {
        MessageWriter<CloudEventWriter<ProducerRecord<byte[], byte[]>>, ProducerRecord<byte[], byte[]>> writer =
                KafkaMessageFactory.createWriter(topic, key);
        return mode == Mode.BINARY ? writer.writeBinary(event) : writer.writeStructured(event, new JsonFormat());
    }
}
