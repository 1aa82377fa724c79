package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.duplicate.EventKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one record of {@code product-images}: one label or one rejection; or nothing, if its event was answered
 * before or it holds no picture. It is made once and passed on unchanged.
 */
public sealed interface Answer extends IntakeResult {
    /** What two deliveries of the record's event have in common; null if its publisher gave it no id. */
    @Nullable
    EventKey event();

    /**
     * The champion's label.
     *
     * @param challenger what the challenger would have said, if it saw the image and had an answer
     * @param tensor what the networks saw
     * @param unknownCategory an excerpt of the declared category that is none of the model's classes; null if there is none such
     */
    record Labelled(
            ImageLabel label,
            Optional<ImageLabel> challenger,
            ImageTensor tensor,
            @Nullable String unknownCategory,
            @Nullable EventKey event)
            implements Answer {}

    /** No label, and why. */
    record Rejected(RejectedImage rejection, @Nullable EventKey event) implements Answer {
        /** Rejects the image in {@code source}, now. */
        static Rejected of(SourceRecord source, Rejection rejection, Names names, Instant now) {
            RejectedImage image = new RejectedImage(
                    rejection.reason(),
                    rejection.detail(),
                    names.imageId(),
                    names.eventId(),
                    names.modelId(),
                    source.topic(),
                    source.partition(),
                    source.offset(),
                    now);
            return new Rejected(image, names.event());
        }
    }

    /**
     * The same event was answered before; this delivery of it is only counted.
     *
     * @param eventId null if the event is too broken to tell
     */
    record Duplicate(EventKey event, @Nullable String eventId) implements Answer {}

    /** A product was taken out of the catalogue: no picture, so no answer. */
    record Removal() implements Answer {
        @Override
        public @Nullable EventKey event() {
            return null;
        }
    }

    /**
     * What a rejection names, each null as far as it is not known.
     *
     * @param modelId the model that failed on the image
     */
    record Names(
            @Nullable String imageId,
            @Nullable String eventId,
            @Nullable String modelId,
            @Nullable EventKey event) {
        static final Names UNKNOWN = new Names(null, null, null, null);
    }
}
