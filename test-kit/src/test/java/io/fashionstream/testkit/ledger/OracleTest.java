package io.fashionstream.testkit.ledger;

import static io.fashionstream.testkit.ledger.Answers.label;
import static io.fashionstream.testkit.ledger.Answers.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.RejectionReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OracleTest {
    private final Ledger ledger = new Ledger();
    private final Oracle oracle = new Oracle(
            ledger,
            label -> label.category().equals(Category.BAG)
                    ? Optional.empty()
                    : Optional.of("model says BAG, not " + label));

    @BeforeEach
    void publishTwoGoodImagesAndABrokenOne() {
        ledger.published(new Publication("first", "image-1", "product", Category.BAG, null));
        ledger.published(new Publication("broken", "image-2", "product", null, RejectionReason.TRUNCATED));
        ledger.published(new Publication("second", "image-3", "product", Category.BAG, null));
    }

    @Test
    void aStreamWithoutFaultKeepsEveryPromise() {
        assertThat(oracle.examine(List.of(bag("first"), refused("broken"), bag("second"))))
                .hasSize(4)
                .allMatch(Finding::kept);
    }

    @Test
    void eachFaultBreaksItsOwnPromise() {
        assertThat(broken(bag("first"), refused("broken"))).containsExactly("every image has exactly one answer");
        assertThat(broken(bag("first"), bag("first"), refused("broken"), bag("second")))
                .containsExactly("every image has exactly one answer");
        assertThat(broken(bag("first"), bag("broken"), bag("second")))
                .containsExactly("a good image is labelled, a broken one rejected for its reason");
        assertThat(broken(bag("first"), refused("broken"), labelled("second", Category.COAT)))
                .containsExactly("a label is what the model that it names says");
        assertThat(broken(bag("second"), refused("broken"), bag("first")))
                .containsExactly("labels of a product keep the order of its images");
        assertThat(broken(bag("first"), refused("broken"), bag("second"), bag("stranger")))
                .contains("every image has exactly one answer");
    }

    @Test
    void anEventThatWasSentTwiceIsStillOwedOneAnswer() {
        ledger.publishedAgain("first");
        ledger.publishedAgain("broken");

        assertThat(oracle.examine(List.of(bag("first"), refused("broken"), bag("second"))))
                .allMatch(Finding::kept)
                .anyMatch(finding -> finding.detail().contains("3 images and 2 repetitions"));
        assertThat(broken(bag("first"), bag("first"), refused("broken"), refused("broken"), bag("second")))
                .containsExactly("every image has exactly one answer");
    }

    private List<String> broken(Answer... answers) {
        return oracle.examine(List.of(answers)).stream()
                .filter(finding -> !finding.kept())
                .map(Finding::promise)
                .toList();
    }

    private static Answer bag(String eventId) {
        return labelled(eventId, Category.BAG);
    }

    private static Answer labelled(String eventId, Category category) {
        return new Answer.Labelled(label("product", eventId, category, null));
    }

    private static Answer refused(String eventId) {
        return new Answer.Rejected(rejection(eventId, 0, 1));
    }
}
