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
     */
    record Labelled(
            ImageLabel label,
            Optional<ImageLabel> challenger,
            ImageTensor tensor,
            @Nullable EventKey event) implements Outcome {}

    /** No label, and why. */
    record Rejected(RejectedImage rejection, @Nullable EventKey event) implements Outcome {}

    /** The same event was answered before; this delivery of it is only counted. */
    record Duplicate(EventKey event) implements Outcome {}
}
