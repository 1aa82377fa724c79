package io.fashionstream.stream.replay;

import io.fashionstream.command.Printable;
import io.fashionstream.event.RejectionReason;
import java.util.Locale;

/**
 * What became of one chosen rejection.
 *
 * @param position {@code topic/partition/offset} of the original record
 * @param productId its key; empty if it has none
 * @param reason why it was rejected
 * @param detail the label, or the reason of what happened, for a person to read
 */
public record ReplayOutcome(String position, String productId, RejectionReason reason, Fate fate, String detail) {
    /** What can happen to it. */
    public enum Fate {
        /** Sent again, and it got its label. */
        LABELLED,
        /** Sent again, and it was rejected again. */
        REJECTED_AGAIN,
        /** Sent again; its answer was not waited for. */
        SENT,
        /** Sent again, and neither came in the time that was waited. */
        UNANSWERED,
        /** Not sent: it was sent again before. */
        ALREADY_REPLAYED,
        /** Not sent: the broker does not take it, or there is nothing to send. */
        NOT_SENT,
        /** Not sent, because this was a dry run. */
        WOULD_BE_SENT
    }

    static ReplayOutcome of(RejectedRecord rejected, Fate fate, String detail) {
        return new ReplayOutcome(
                rejected.position(), rejected.productId(), rejected.rejection().reason(), fate, detail);
    }

    @Override
    public String toString() {
        String said = fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "%s  %s  %s: %s%s"
                .formatted(
                        position,
                        productId.isEmpty() ? "(no key)" : Printable.of(productId),
                        reason,
                        said,
                        detail.isEmpty() ? "" : ", " + Printable.of(detail));
    }
}
