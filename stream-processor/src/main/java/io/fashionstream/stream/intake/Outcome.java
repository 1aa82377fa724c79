package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.duplicate.EventKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record of {@code product-images}: one label or one rejection, or nothing for an event that was
 * answered before.
 */
public sealed interface Outcome {
    /** By what another delivery of the same event is known; null if its publisher gave it no id. */
    @Nullable
    EventKey event();

    /**
     * The champion's label.
     *
     * @param challenger what the challenger would have said, if it saw the image and had an answer
     * @param tensor what the networks saw
     * @param unknownCategory an excerpt of the declared category that names none of the ten; null if there is none such
     */
    record Labelled(
            ImageLabel label,
            Optional<ImageLabel> challenger,
            ImageTensor tensor,
            @Nullable String unknownCategory,
            @Nullable EventKey event)
            implements Outcome {}

    /** No label, and why. */
    record Rejected(RejectedImage rejection, @Nullable EventKey event) implements Outcome {}

    /**
     * The same event was answered before; this delivery of it is only counted.
     *
     * @param eventId null if the event is too broken to tell
     */
    record Duplicate(EventKey event, @Nullable String eventId) implements Outcome {}

    /** A product was taken out of the catalogue: no picture, so no answer. */
    record Removal() implements Outcome {
        @Override
        public @Nullable EventKey event() {
            return null;
        }
    }
}
