package io.fashionstream.testkit.ledger;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain labels and rejections, for tests that need some. */
public final class Answers {
    /** A well-formed model id. */
    public static final String MODEL = "a".repeat(64);

    private static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");

    private Answers() {}

    public static ImageLabel label(String productId, String eventId, Category category, @Nullable Category declared) {
        Map<Category, Double> probabilities = new LinkedHashMap<>();
        Classes.FASHION_MNIST.categories().forEach(each -> probabilities.put(each, each.equals(category) ? 1.0 : 0.0));
        return new ImageLabel(
                new ImageLabel.Image(productId, "image-of-" + eventId, eventId, TIME, declared),
                new ImageLabel.Verdict(category, 1.0, probabilities, false, false),
                new ImageLabel.Computation(MODEL, TIME, null, null));
    }

    public static RejectedImage rejection(@Nullable String eventId, int partition, long offset) {
        return new RejectedImage(
                RejectionReason.TRUNCATED,
                "expected 784 pixel bytes, got 612",
                eventId == null ? null : "image-of-" + eventId,
                eventId,
                null,
                "product-images",
                partition,
                offset,
                TIME);
    }
}
