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
    private final @Nullable String location;

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
        this(productId, imageId, contentType, bytes, category, flaw, null);
    }

    private CatalogueImage(
            String productId,
            String imageId,
            String contentType,
            byte[] bytes,
            @Nullable Category category,
            @Nullable RejectionReason flaw,
            @Nullable String location) {
        this.productId = productId;
        this.imageId = imageId;
        this.contentType = contentType;
        this.bytes = bytes;
        this.category = category;
        this.flaw = flaw;
        this.location = location;
    }

    /** The same image, published as a reference to {@code address}, from where its bytes can be had. */
    public CatalogueImage at(String address) {
        return new CatalogueImage(productId, imageId, contentType, bytes, category, flaw, address);
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

    /** Where its event says that the image is, or null for an event that carries the image. */
    public @Nullable String location() {
        return location;
    }
}
