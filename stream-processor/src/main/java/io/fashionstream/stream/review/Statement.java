package io.fashionstream.stream.review;

import io.fashionstream.event.Category;
import io.fashionstream.event.GroundTruth;
import org.jspecify.annotations.Nullable;

/**
 * One record of {@code ground-truth}.
 *
 * @param place where it stands: what it is known by, {@code topic/partition/offset}
 * @param saidMillis when it was said, in epoch milliseconds, but not after its record's timestamp: of several the latest counts
 */
record Statement(String place, GroundTruth truth, long saidMillis) {
    /** The category that it says, or null if it withdraws one. */
    @Nullable
    Category category() {
        return truth.category();
    }

    /** Whether a person on a review page said so. */
    boolean isReview() {
        return truth.source().equals(GroundTruth.REVIEW);
    }

    /** Whether this counts and not {@code other}, which was read before. */
    boolean outlasts(@Nullable Statement other) {
        return other == null || saidMillis >= other.saidMillis;
    }
}
