package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.stream.duplicate.AnsweredEvents;
import io.fashionstream.stream.duplicate.Delivery;
import io.fashionstream.stream.duplicate.EventKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets each event of one partition be answered once within the horizon of {@link AnsweredEvents}. Confined to one thread. */
final class OnceOnly {
    private static final String TAKEN_ID = "expected an event id of its own, got the id of an event with another image";

    private final Optional<AnsweredEvents> answered;

    /** @param answered empty if every delivery is to be answered */
    OnceOnly(Optional<AnsweredEvents> answered) {
        this.answered = answered;
    }

    /**
     * The answer to send for {@code source}: {@code answer}, which was computed without knowing earlier events, or the
     * note that its event is a duplicate. An image that {@code replay} sends again keeps its event id and is answered
     * again.
     */
    Answer settle(SourceRecord source, Answer answer) {
        EventKey event = answer.event();
        if (event == null || source.headers().lastHeader(CloudEventHeaders.REPLAYED_FROM) != null) {
            return answer;
        }
        Delivery delivery = answered.map(events -> events.meet(event)).orElse(Delivery.FIRST);
        return switch (delivery) {
            case FIRST -> answer;
            case REPEATED -> new Answer.Duplicate(event, eventId(answer));
            case ID_REUSED -> refused(source, answer);
        };
    }

    private static @Nullable String eventId(Answer answer) {
        if (answer instanceof Answer.Labelled labelled) {
            return labelled.label().imageEventId();
        }
        return answer instanceof Answer.Rejected rejected ? rejected.rejection().imageEventId() : null;
    }

    /** An image that is rejected for another reason keeps that reason. */
    private static Answer refused(SourceRecord source, Answer answer) {
        if (!(answer instanceof Answer.Labelled labelled)) {
            return answer;
        }
        ImageLabel label = labelled.label();
        Answer.Names names = new Answer.Names(label.imageId(), label.imageEventId(), label.modelId(), labelled.event());
        Rejection rejection = new Rejection(RejectionReason.MALFORMED_EVENT, TAKEN_ID);
        return Answer.Rejected.of(source, rejection, names, label.classifiedTime());
    }
}
