package io.fashionstream.stream.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.GroundTruth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatementsTest {
    @Test
    void theLatestCountsAndOfTheSameTimeTheLast() {
        Statements late = new Statements(List.of(
                desk("p/0/1", 20, Category.COAT), desk("p/0/2", 10, Category.BAG), desk("p/0/3", 20, Category.SHIRT)));

        assertThat(late.counting().category()).isEqualTo(Category.SHIRT);
        assertThat(late.before()).isEqualTo(Category.COAT);
        assertThat(new Statements(late.said().subList(0, 2)).counting().category())
                .isEqualTo(Category.COAT);
        assertThat(new Statements(late.said().subList(0, 2)).newest().place()).isEqualTo("p/0/2");
    }

    @Test
    void aReviewerWhoDidNotKnowTheOneBeforeIsFound() {
        Statement desk = desk("p/0/1", 10, Category.COAT);

        assertThat(new Statements(List.of(desk, review("p/0/2", 20, null))).unseen())
                .contains(desk);
        assertThat(new Statements(List.of(desk, review("p/0/2", 20, "p/0/1"))).unseen())
                .isEmpty();
        assertThat(new Statements(List.of(review("p/0/2", 20, "p/0/1"))).unseen())
                .isEmpty();
        assertThat(new Statements(List.of(desk, desk("p/0/2", 20, Category.BAG))).unseen())
                .isEmpty();
    }

    @Test
    void whoSpeaksAgainHavingSeenBothEndsIt() {
        Statement desk = desk("p/0/1", 10, Category.COAT);
        Statement blind = review("p/0/2", 20, null);

        assertThat(new Statements(List.of(desk, blind, review("p/0/3", 30, "p/0/2"))).unseen())
                .isEmpty();
    }

    private static Statement desk(String place, long millis, Category category) {
        return new Statement(place, new GroundTruth("image", category, "desk", Instant.ofEpochMilli(millis)), millis);
    }

    private static Statement review(String place, long millis, @Nullable String replaces) {
        return new Statement(
                place,
                new GroundTruth("image", Category.BAG, "review", Instant.ofEpochMilli(millis), "Ann", replaces),
                millis);
    }
}
