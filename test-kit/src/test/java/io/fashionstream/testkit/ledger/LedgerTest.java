package io.fashionstream.testkit.ledger;

import static io.fashionstream.testkit.ledger.Answers.label;
import static io.fashionstream.testkit.ledger.Answers.rejection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.event.Category;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void oneAnswerEachIsEven() {
        publish("shirt", "broken");

        Balance balance = ledger.balance(List.of(labelled("shirt"), refused("broken", 0)));

        assertThat(balance.isEven()).isTrue();
        assertThat(balance).isEqualTo(new Balance(2, 1, 1, 0, 0, 0, List.of()));
    }

    @Test
    void anImageWithoutAnswerIsLostAndNamed() {
        publish("shirt", "coat");

        Balance balance = ledger.balance(List.of(labelled("coat")));

        assertThat(balance.isEven()).isFalse();
        assertThat(balance.lost()).isEqualTo(1);
        assertThat(balance.examples()).containsExactly("shirt lost");
    }

    @Test
    void everyAnswerBeyondTheFirstIsDoubledWhateverItsKind() {
        publish("shirt", "coat", "bag");

        Balance balance = ledger.balance(List.of(
                labelled("shirt"),
                labelled("shirt"),
                labelled("shirt"),
                labelled("coat"),
                refused("coat", 1),
                refused("bag", 2),
                refused("bag", 2)));

        assertThat(balance.doubled()).isEqualTo(4);
        assertThat(balance.lost()).isZero();
        assertThat(balance.labelled()).isEqualTo(2);
        assertThat(balance.rejected()).isEqualTo(1);
        assertThat(balance.isEven()).isFalse();
    }

    @Test
    void aRejectionWithoutAnIdIsFoundByItsPosition() {
        publish("unreadable");
        ledger.stored("unreadable", new SourcePosition(3, 17));

        Balance balance = ledger.balance(List.of(new Answer.Rejected(rejection(null, 3, 17))));

        assertThat(balance.isEven()).isTrue();
        assertThat(balance.rejected()).isEqualTo(1);
    }

    @Test
    void answersToNobodyAreForeignAndHideNothing() {
        publish("shirt");

        Balance balance = ledger.balance(List.of(labelled("other"), new Answer.Rejected(rejection(null, 9, 9))));

        assertThat(balance.foreign()).isEqualTo(2);
        assertThat(balance.lost()).isEqualTo(1);
        assertThat(balance.doubled()).isZero();
    }

    @Test
    void anEventIdCannotBeEnteredTwice() {
        publish("shirt");

        assertThatThrownBy(() -> publish("shirt")).hasMessage("event id shirt was published before");
    }

    private void publish(String... eventIds) {
        for (String eventId : eventIds) {
            ledger.published(new Publication(eventId, "image-of-" + eventId, "product", Category.SHIRT, null));
        }
    }

    private static Answer labelled(String eventId) {
        return new Answer.Labelled(label("product", eventId, Category.SHIRT, Category.SHIRT));
    }

    private static Answer refused(String eventId, long offset) {
        return new Answer.Rejected(rejection(eventId, 0, offset));
    }
}
