package io.fashionstream.event.serde;

import io.fashionstream.event.EventIdentity;
import io.fashionstream.event.ImageReference;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import org.jspecify.annotations.Nullable;

/** A record of {@code product-images} as it was read. */
public sealed interface ReadImage {
    /**
     * A well-formed image event; whether its bytes are an image is found out when they are decoded.
     *
     * @param identity what its publisher calls the event; null for a plain record
     * @param declared an excerpt of the declared category, as it was written; null if there is none
     */
    @SuppressWarnings("JavaLangClash") // always written with its outer name
    record Readable(
            ProductImage image,
            @Nullable EventIdentity identity,
            @Nullable String declared) implements ReadImage {}

    /**
     * A well-formed image event without the image, which says where that is.
     *
     * @param image all but its bytes, of which it has none
     * @param identity what its publisher calls the event
     * @param declared an excerpt of the declared category, as it was written; null if there is none
     */
    record Referenced(
            ProductImage image,
            ImageReference reference,
            @Nullable EventIdentity identity,
            @Nullable String declared) implements ReadImage {}

    /**
     * Not an image event.
     *
     * @param imageId the image's id, or null if the event was too broken to tell
     * @param eventId the event's id, or null if the event was too broken to tell
     * @param identity what its publisher calls the event; null for a plain record, and where the event is malformed
     * @param productId the product, or null if the event was too broken to tell
     */
    record Unreadable(
            Rejection rejection,
            @Nullable String imageId,
            @Nullable String eventId,
            @Nullable EventIdentity identity,
            @Nullable String productId)
            implements ReadImage {}

    /**
     * A record without a value: it says that the product was taken out of the catalogue, as change-data-capture tools do.
     * There is no picture, so there is no answer.
     */
    record Removal() implements ReadImage {}
}
