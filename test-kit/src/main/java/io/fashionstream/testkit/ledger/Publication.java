package io.fashionstream.testkit.ledger;

import io.fashionstream.event.Category;
import io.fashionstream.event.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * One image event that somebody published.
 *
 * @param eventId unique among all publications of a ledger
 * @param truth what the image really shows, or null if it shows nothing that could be labelled
 * @param flaw why it must be rejected, or null if it must be labelled
 */
public record Publication(
        String eventId,
        String imageId,
        String productId,
        @Nullable Category truth,
        @Nullable RejectionReason flaw) {}
