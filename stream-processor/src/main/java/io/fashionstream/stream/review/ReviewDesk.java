package io.fashionstream.stream.review;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ProductClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The lists of the page, made of what is in memory whenever they are asked for. Thread-safe. */
final class ReviewDesk {
    private final AnswerWindow window;
    private final TruthLog truths;
    private final Supplier<Classes> classes;

    /**
     * What the page shows.
     *
     * @param counts how many answers each list has that were not reviewed
     * @param more whether there are more than were asked for
     */
    record Shown(List<ProductClass> classes, Map<String, Integer> counts, List<ShownItem> items, boolean more) {}

    ReviewDesk(AnswerWindow window, TruthLog truths, Supplier<Classes> classes) {
        this.window = window;
        this.truths = truths;
        this.classes = classes;
    }

    /** Grows with each thing that is read, so that nothing has changed while it stays. */
    long version() {
        return window.changes() + truths.changes();
    }

    Shown shown(ReviewQuery query) {
        Classes known = classes.get();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (ReviewList list : ReviewList.values()) {
            counts.put(list.key(), 0);
        }
        List<ReviewItem> found = new ArrayList<>();
        for (ReviewItem item : window.newestFirst()) {
            Statements said = said(item);
            Category truth = truth(item, said, known);
            if (matches(query, item, truth)) {
                count(counts, item, said, truth);
                if (isListed(query, item, said, truth, known)) {
                    found.add(item);
                }
            }
        }
        if (query.mostConfident()) {
            found.sort(Comparator.comparingDouble(ReviewDesk::confidence).reversed());
        }
        List<ShownItem> items =
                found.stream().limit(query.limit()).map(this::shown).toList();
        return new Shown(known.list(), counts, items, found.size() > items.size());
    }

    ShownItem shown(ReviewItem item) {
        return ShownItem.of(item, said(item), window, classes.get());
    }

    Optional<ReviewItem> item(String id) {
        return window.item(id);
    }

    /** Whether {@code category} is a class of the champion, or of the model that gave the label. */
    boolean isClass(ReviewItem item, Category category) {
        ImageLabel label = item.label();
        return classes.get().contains(category)
                || (label != null && label.probabilities().containsKey(category));
    }

    private @Nullable Statements said(ReviewItem item) {
        return item.image().flatMap(truths::about).orElse(null);
    }

    private static @Nullable Category truth(ReviewItem item, @Nullable Statements said, Classes classes) {
        Category stated = said == null ? null : said.counting().category();
        return ShownItem.known(stated == null ? item.declared() : stated, classes);
    }

    private static boolean matches(ReviewQuery query, ReviewItem item, @Nullable Category truth) {
        Category wanted = query.category();
        boolean ofClass = wanted == null
                || wanted.equals(truth)
                || (item.label() != null && wanted.equals(item.label().category()));
        return ofClass && item.productId().contains(query.product());
    }

    private static void count(
            Map<String, Integer> counts, ReviewItem item, @Nullable Statements said, @Nullable Category truth) {
        for (ReviewList list : ReviewList.values()) {
            if (!ShownItem.isReviewed(said) && list.holds(item, truth)) {
                counts.merge(list.key(), 1, Integer::sum);
            }
        }
    }

    private static boolean isListed(
            ReviewQuery query, ReviewItem item, @Nullable Statements said, @Nullable Category truth, Classes classes) {
        if (said != null && said.newest().saidMillis() >= query.openedMillis()) {
            Category before = ShownItem.known(said.before(), classes);
            return query.list().holds(item, truth)
                    || query.list().holds(item, before == null ? item.declared() : before);
        }
        return (query.reviewed() || !ShownItem.isReviewed(said)) && query.list().holds(item, truth);
    }

    private static double confidence(ReviewItem item) {
        return item.label() == null ? 0 : item.label().confidence();
    }
}
