package io.fashionstream.stream.replay;

import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import java.time.Instant;
import java.util.Set;

/**
 * Which rejections are to be sent again.
 *
 * @param reasons any of these; empty for every reason
 * @param productIds any of these record keys; empty for every product
 * @param since rejected at this time or later
 * @param until rejected before this time
 */
public record Selection(Set<RejectionReason> reasons, Set<String> productIds, Instant since, Instant until) {
    public Selection {
        reasons = Set.copyOf(reasons);
        productIds = Set.copyOf(productIds);
    }

    boolean matches(RejectedRecord rejected) {
        RejectedImage rejection = rejected.rejection();
        return (reasons.isEmpty() || reasons.contains(rejection.reason()))
                && (productIds.isEmpty() || productIds.contains(rejected.productId()))
                && !rejection.rejectedTime().isBefore(since)
                && rejection.rejectedTime().isBefore(until);
    }
}
