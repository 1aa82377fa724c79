package io.fashionstream.testkit.ledger;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectionReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks every promise about single images against the answers that a reader of committed records saw. */
public final class Oracle {
    private static final int EXAMPLES = 3;

    private final Ledger ledger;
    private final Recomputation recomputation;

    public Oracle(Ledger ledger, Recomputation recomputation) {
        this.ledger = ledger;
        this.recomputation = recomputation;
    }

    /**
     * Returns one finding for each promise.
     *
     * @param answers everything that was read; the labels of one partition in its order
     */
    public List<Finding> examine(List<Answer> answers) {
        return List.of(
                oneAnswerEach(answers),
                eachOf("a good image is labelled, a broken one rejected for its reason", answers, this::wrongKind),
                eachOf("a label is what the model that it names says", answers, this::wrongLabel),
                inOrder(answers));
    }

    private Finding oneAnswerEach(List<Answer> answers) {
        Balance balance = ledger.balance(answers);
        String sums = "%d images and %d repetitions, %d labelled, %d rejected, %d lost, %d doubled, %d foreign"
                .formatted(
                        balance.images(),
                        ledger.repetitions(),
                        balance.labelled(),
                        balance.rejected(),
                        balance.lost(),
                        balance.doubled(),
                        balance.foreign());
        boolean even = balance.isEven() && balance.foreign() == 0;
        return new Finding("every image has exactly one answer", even, even ? sums : sums + " " + balance.examples());
    }

    private Optional<String> wrongKind(Answer answer) {
        Publication publication = ledger.of(answer);
        if (publication == null) {
            return Optional.empty();
        }
        RejectionReason expected = publication.flaw();
        RejectionReason found = answer instanceof Answer.Rejected rejected
                ? rejected.rejection().reason()
                : null;
        return expected == found
                ? Optional.empty()
                : Optional.of(publication.imageId() + " expected " + inWords(expected) + ", got " + inWords(found));
    }

    private static String inWords(@Nullable RejectionReason reason) {
        return reason == null ? "a label" : reason.name();
    }

    private Optional<String> wrongLabel(Answer answer) {
        return answer instanceof Answer.Labelled labelled
                ? recomputation.difference(labelled.label())
                : Optional.empty();
    }

    private static Finding eachOf(String promise, List<Answer> answers, Function<Answer, Optional<String>> difference) {
        List<String> differences =
                answers.stream().map(difference).flatMap(Optional::stream).toList();
        String detail = differences.isEmpty()
                ? answers.size() + " answers checked"
                : differences.size() + " differ, such as "
                        + differences.subList(0, Math.min(EXAMPLES, differences.size()));
        return new Finding(promise, differences.isEmpty(), detail);
    }

    /** Labels of one product lie on one partition, in the order in which its images were published. */
    private Finding inOrder(List<Answer> answers) {
        Map<String, Integer> newest = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer instanceof Answer.Labelled labelled) {
                ImageLabel label = labelled.label();
                int number = ledger.numberOf(label.imageEventId());
                Integer before = newest.put(label.productId(), number);
                if (before != null && before > number) {
                    wrong.add(label.productId() + ": number " + number + " after " + before);
                }
            }
        }
        String detail = wrong.isEmpty()
                ? newest.size() + " products checked"
                : wrong.size() + " out of order, such as " + wrong.get(0);
        return new Finding("labels of a product keep the order of its images", wrong.isEmpty(), detail);
    }
}
