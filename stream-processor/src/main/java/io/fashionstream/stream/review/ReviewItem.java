package io.fashionstream.stream.review;

import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer to an image: its label, or its rejection.
 *
 * @param place where the answer stands
 * @param productId the record key; empty if a rejected record has none
 * @param label null for a rejection
 * @param rejection null for a label
 * @param again whether the image had been sent again before it was rejected
 */
record ReviewItem(
        RecordPlace place,
        String productId,
        @Nullable ImageLabel label,
        @Nullable RejectedImage rejection,
        boolean again) {
    static ReviewItem of(RecordPlace place, ImageLabel label) {
        return new ReviewItem(place, label.productId(), label, null, false);
    }

    static ReviewItem of(RecordPlace place, String productId, RejectedImage rejection, boolean again) {
        return new ReviewItem(place, productId, null, rejection, again);
    }

    /** What the page calls it: letters, digits and hyphens. */
    String id() {
        return (label == null ? "r-" : "l-") + place.partition() + "-" + place.offset();
    }

    /** When it was answered. */
    Instant time() {
        return label == null ? Objects.requireNonNull(rejection).rejectedTime() : label.classifiedTime();
    }

    @Nullable
    String imageId() {
        return label == null ? Objects.requireNonNull(rejection).imageId() : label.imageId();
    }

    @Nullable
    String eventId() {
        return label == null ? Objects.requireNonNull(rejection).imageEventId() : label.imageEventId();
    }

    /** The image that a truth can be about; empty where a rejection could not tell it. */
    Optional<ImageName> image() {
        String imageId = imageId();
        return productId.isEmpty() || imageId == null
                ? Optional.empty()
                : Optional.of(new ImageName(productId, imageId));
    }

    /** What the catalogue itself says, if it does. */
    @Nullable
    Category declared() {
        return label == null ? null : label.declaredCategory();
    }

    /** {@code topic/partition/offset} of the record that a rejection is about; null for a label. */
    @Nullable
    String rejectedPosition() {
        return rejection == null
                ? null
                : rejection.sourceTopic() + "/" + rejection.sourcePartition() + "/" + rejection.sourceOffset();
    }
}
