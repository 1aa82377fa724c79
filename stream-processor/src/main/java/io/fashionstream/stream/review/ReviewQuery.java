package io.fashionstream.stream.review;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Category;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of the page wants to see.
 *
 * @param category only labels or truths of this class; null for all
 * @param product only products whose id contains this; empty for all
 * @param mostConfident the most confident first, else the newest
 * @param reviewed also what was reviewed before {@code openedMillis}
 * @param openedMillis what is reviewed from this time on stays, so that a list does not change under the reader's hands
 * @param limit how many at most, 1 to 1000
 */
record ReviewQuery(
        ReviewList list,
        @Nullable Category category,
        String product,
        boolean mostConfident,
        boolean reviewed,
        long openedMillis,
        int limit) {
    private static final int MOST = 1_000;

    ReviewQuery {
        require(limit >= 1 && limit <= MOST, "limit must be 1 to %d, got %d", MOST, limit);
    }

    /**
     * The query of an address's parameters.
     *
     * @param nowMillis when a list is opened that does not say when it was
     * @throws IllegalArgumentException if one of them cannot be read
     */
    static ReviewQuery of(Map<String, String> parameters, long nowMillis) {
        String list = parameters.getOrDefault("list", ReviewList.UNCERTAIN.key());
        String category = parameters.getOrDefault("class", "");
        return new ReviewQuery(
                ReviewList.ofKey(list).orElseThrow(() -> new IllegalArgumentException("no such list: " + list)),
                category.isEmpty() ? null : new Category(category),
                parameters.getOrDefault("product", ""),
                parameters.getOrDefault("order", "newest").equals("confident"),
                parameters.getOrDefault("reviewed", "").equals("true"),
                number(parameters, "opened", nowMillis),
                (int) Math.min(number(parameters, "limit", 60), Integer.MAX_VALUE));
    }

    private static long number(Map<String, String> parameters, String name, long otherwise) {
        return Optional.ofNullable(parameters.get(name))
                .filter(text -> !text.isEmpty())
                .map(Long::parseLong)
                .orElse(otherwise);
    }
}
