package io.fashionstream.stream.review;

import io.fashionstream.event.Category;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was said about one image, in the order of the topic; not the oldest of many. Immutable.
 *
 * @param said oldest first, at least one
 */
record Statements(List<Statement> said) {
    private static final int REMEMBERED = 16;

    Statements {
        said = List.copyOf(said.subList(Math.max(0, said.size() - REMEMBERED), said.size()));
    }

    /** The one that stands last in the topic: what a reviewer must have seen to say something else. */
    Statement newest() {
        return said.get(said.size() - 1);
    }

    /** The one that counts: the latest by its time, and of several with the same time the one that stands last. */
    Statement counting() {
        return counting(said.size());
    }

    private Statement counting(int first) {
        Statement counting = said.get(0);
        for (Statement statement : said.subList(1, first)) {
            counting = statement.outlasts(counting) ? statement : counting;
        }
        return counting;
    }

    /** The category that counted before the newest statement; null if none did. */
    @Nullable
    Category before() {
        return said.size() < 2 ? null : counting(said.size() - 1).category();
    }

    /** The statement at {@code place}; empty if it is not remembered. */
    Optional<Statement> at(String place) {
        return said.stream().filter(each -> each.place().equals(place)).findFirst();
    }

    /**
     * The statement that stands right before the newest, if whoever made the newest on a review page had not seen it: two
     * people, or a person and another source, spoke without knowing of each other.
     */
    Optional<Statement> unseen() {
        if (said.size() < 2 || newest().truth().reviewer() == null) {
            return Optional.empty();
        }
        Statement before = said.get(said.size() - 2);
        return Optional.of(before)
                .filter(each -> !each.place().equals(newest().truth().replaces()));
    }
}
