package io.fashionstream.event.serde;

import io.fashionstream.event.EventIdentity;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import org.jspecify.annotations.Nullable;

/** What a record on {@code product-images} turned out to be. */
public sealed interface ReadImage {
    /** What its publisher calls the event; null for a plain record, and where the event is too broken to tell. */
    @Nullable
    EventIdentity identity();

    /** An image event in good order; whether its bytes are an image is for the decoder to find out. */
    @SuppressWarnings("JavaLangClash") // always written with its outer name
    record Readable(ProductImage image, @Nullable EventIdentity identity) implements ReadImage {}

    /**
     * Not an image event.
     *
     * @param imageId the image's id, or null if the event was too broken to tell
     * @param eventId the event's id, or null if the event was too broken to tell
     */
    record Unreadable(
            Rejection rejection,
            @Nullable String imageId,
            @Nullable String eventId,
            @Nullable EventIdentity identity) implements ReadImage {}
}
