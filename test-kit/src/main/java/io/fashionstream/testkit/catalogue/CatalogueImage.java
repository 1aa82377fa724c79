package io.fashionstream.testkit.catalogue;

import io.fashionstream.event.Category;
import io.fashionstream.event.RejectionReason;
import org.jspecify.annotations.Nullable;

/** One image of one product, before it is published; holds an array, which nobody changes. */
public final class CatalogueImage {
    private final String productId;
    private final String imageId;
    private final String contentType;
    private final byte[] bytes;
    private final @Nullable Category category;
    private final @Nullable RejectionReason flaw;

    /**
     * Takes {@code bytes} without copying.
     *
     * @param category what the catalogue says that it shows, or null to say nothing
     * @param flaw why it cannot be labelled, for those who check that; never published
     */
    public CatalogueImage(
            String productId,
            String imageId,
            String contentType,
            byte[] bytes,
            @Nullable Category category,
            @Nullable RejectionReason flaw) {
        this.productId = productId;
        this.imageId = imageId;
        this.contentType = contentType;
        this.bytes = bytes;
        this.category = category;
        this.flaw = flaw;
    }

    public String productId() {
        return productId;
    }

    public String imageId() {
        return imageId;
    }

    public String contentType() {
        return contentType;
    }

    /** The encoded image; shared, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public @Nullable Category category() {
        return category;
    }

    /** Why it cannot be labelled, or null for a good one. */
    public @Nullable RejectionReason flaw() {
        return flaw;
    }
}
