package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One image of one product, as a catalogue published it. The bytes are still encoded, and not yet trusted.
 *
 * <p>Identity: {@code productId} is the record key and keeps the order; {@code imageId} (the CloudEvents subject) names
 * the picture; {@code eventId} (the CloudEvents id, unique within {@code source}) names this act of publishing it.
 */
public final class ProductImage {
    private final String productId;
    private final String imageId;
    private final String eventId;
    private final String source;
    private final Instant time;
    private final String contentType;
    private final byte[] bytes;
    private final @Nullable Category declaredCategory;

    /** Takes {@code bytes} without copying: the caller must not change them afterwards. */
    public ProductImage(
            String productId,
            String imageId,
            String eventId,
            String source,
            Instant time,
            String contentType,
            byte[] bytes,
            @Nullable Category declaredCategory) {
        require(!productId.isEmpty(), "productId must not be empty");
        require(!imageId.isEmpty(), "imageId must not be empty");
        require(!eventId.isEmpty(), "eventId must not be empty");
        this.productId = productId;
        this.imageId = imageId;
        this.eventId = eventId;
        this.source = source;
        this.time = time;
        this.contentType = contentType;
        this.bytes = bytes;
        this.declaredCategory = declaredCategory;
    }

    /** The same image event with {@code bytes}, which are taken without copying, and the media type that is stated for them. */
    public ProductImage withBytes(byte[] bytes, String contentType) {
        return new ProductImage(productId, imageId, eventId, source, time, contentType, bytes, declaredCategory);
    }

    public String productId() {
        return productId;
    }

    public String imageId() {
        return imageId;
    }

    public String eventId() {
        return eventId;
    }

    /** Who published it, as the publisher says it: mostly a URI reference. */
    public String source() {
        return source;
    }

    public Instant time() {
        return time;
    }

    /** The media type as the publisher stated it; empty if nothing was stated. */
    public String contentType() {
        return contentType;
    }

    /** The encoded image; shared, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The category that the catalogue itself believes in, if it said so. */
    public Optional<Category> declaredCategory() {
        return Optional.ofNullable(declaredCategory);
    }
}
