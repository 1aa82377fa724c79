package io.fashionstream.stream.review;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer as the page is told of it.
 *
 * @param label null for a rejection
 * @param rejection null for a label
 * @param truth what counts: what was said last, or what the catalogue declared; null if neither is known
 * @param seen place of the statement that stands last in the topic, to be named by who says something else; null if none
 * @param unseen what was said without the reviewer of the newest statement knowing it; null mostly
 * @param reviewed whether what counts was said on a review page
 * @param statable whether a truth can be said: a broken event may not name its image
 */
record ShownItem(
        String id,
        String productId,
        @Nullable String imageId,
        Instant time,
        @Nullable Label label,
        @Nullable Refusal rejection,
        @Nullable Truth truth,
        @Nullable String seen,
        @Nullable Truth unseen,
        boolean reviewed,
        boolean statable) {

    /** What the model says. */
    record Label(
            Category category,
            double confidence,
            Map<Category, Double> probabilities,
            boolean uncertain,
            boolean outOfDistribution,
            String modelId) {}

    /**
     * Why there is no label.
     *
     * @param replayed whether the image was sent again
     * @param label what it was labelled with then; null if it was not
     */
    record Refusal(
            String reason,
            String detail,
            boolean replayed,
            @Nullable Category label) {}

    /**
     * What an image shows.
     *
     * @param category null if that was withdrawn
     * @param source who says so; {@code catalogue} for a declared category
     */
    record Truth(
            @Nullable Category category,
            String source,
            @Nullable String reviewer,
            @Nullable Instant time) {
        static Truth of(Statement statement, Classes classes) {
            return new Truth(
                    known(statement.category(), classes),
                    statement.truth().source(),
                    statement.truth().reviewer(),
                    Instant.ofEpochMilli(statement.saidMillis()));
        }
    }

    static ShownItem of(ReviewItem item, @Nullable Statements said, AnswerWindow window, Classes classes) {
        return new ShownItem(
                item.id(),
                item.productId(),
                item.imageId(),
                item.time(),
                label(item.label()),
                refusal(item, window),
                truth(item, said, classes),
                said == null ? null : said.newest().place(),
                unseen(said, classes),
                isReviewed(said),
                item.image().isPresent());
    }

    /** The class of the model that a category means; the category itself where no class is called so. */
    static @Nullable Category known(@Nullable Category written, Classes classes) {
        return written == null ? null : classes.find(written).orElse(written);
    }

    /** Whether what counts about an image was said on a review page. */
    static boolean isReviewed(@Nullable Statements said) {
        return said != null && said.counting().isReview() && said.counting().category() != null;
    }

    private static @Nullable Label label(@Nullable ImageLabel label) {
        return label == null
                ? null
                : new Label(
                        label.category(),
                        label.confidence(),
                        label.probabilities(),
                        label.uncertain(),
                        label.outOfDistribution(),
                        label.modelId());
    }

    private static @Nullable Refusal refusal(ReviewItem item, AnswerWindow window) {
        RejectedImage rejection = item.rejection();
        if (rejection == null) {
            return null;
        }
        Category later = window.laterLabel(item)
                .map(ReviewItem::label)
                .map(ImageLabel::category)
                .orElse(null);
        return new Refusal(rejection.reason().name(), rejection.detail(), window.wasReplayed(item), later);
    }

    private static @Nullable Truth truth(ReviewItem item, @Nullable Statements said, Classes classes) {
        if (said != null && said.counting().category() != null) {
            return Truth.of(said.counting(), classes);
        }
        Category declared = item.declared();
        return declared == null ? null : new Truth(known(declared, classes), "catalogue", null, null);
    }

    private static @Nullable Truth unseen(@Nullable Statements said, Classes classes) {
        return Optional.ofNullable(said)
                .flatMap(Statements::unseen)
                .map(statement -> Truth.of(statement, classes))
                .orElse(null);
    }
}
