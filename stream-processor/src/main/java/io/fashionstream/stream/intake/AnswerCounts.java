package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.serde.ProductId;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.stream.ops.LastImages;
import io.fashionstream.stream.ops.LastRejections;
import io.fashionstream.stream.ops.PassedOver;
import io.fashionstream.stream.ops.ServingMetrics;
import org.jspecify.annotations.Nullable;

/** Counts the answers, and keeps the last of them for people to see. Safe for use by several threads. */
public final class AnswerCounts implements AnswerListener {
    private final ServingMetrics metrics;
    private final LastImages lastImages;
    private final LastRejections lastRejections;
    private final PassedOver passedOver;

    public AnswerCounts(
            ServingMetrics metrics, LastImages lastImages, LastRejections lastRejections, PassedOver passedOver) {
        this.metrics = metrics;
        this.lastImages = lastImages;
        this.lastRejections = lastRejections;
        this.passedOver = passedOver;
    }

    @Override
    public void answered(SourceRecord source, Answer answer) {
        if (answer instanceof Answer.Labelled labelled) {
            labelled(source, labelled);
        } else if (answer instanceof Answer.Rejected rejected) {
            metrics.rejected(rejected.rejection().reason());
            lastRejections.add(productId(source), rejected.rejection());
        } else if (answer instanceof Answer.Duplicate duplicate) {
            metrics.duplicate();
            passedOver.add(
                    PassedOver.Kind.DUPLICATE,
                    new PassedOver.Event(source.position(), productId(source), duplicate.eventId(), null));
        } else {
            metrics.removal();
        }
    }

    private static @Nullable String productId(SourceRecord source) {
        return source.key() == null ? null : ProductId.of(source.key());
    }

    private void labelled(SourceRecord source, Answer.Labelled labelled) {
        ImageLabel label = labelled.label();
        metrics.labelled(label);
        lastImages.add(label, labelled.tensor());
        labelled.challenger().ifPresent(other -> metrics.challenged());
        if (labelled.unknownCategory() != null) {
            passedOver.add(
                    PassedOver.Kind.UNKNOWN_DECLARED_CATEGORY,
                    new PassedOver.Event(
                            source.position(), label.productId(), label.imageEventId(), labelled.unknownCategory()));
        }
    }

    @Override
    public void report() {
        passedOver.log();
    }
}
