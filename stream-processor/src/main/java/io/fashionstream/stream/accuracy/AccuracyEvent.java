package io.fashionstream.stream.accuracy;

import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.RejectedImage;

/** What the join reads. */
sealed interface AccuracyEvent {
    /** A model's answer, in the role that it played. */
    record Labelled(String productId, ModelAlias alias, ImageLabel label) implements AccuracyEvent {}

    /** What an image really shows. */
    record Said(String productId, GroundTruth truth) implements AccuracyEvent {}

    /** An image that got no label. */
    record Refused(String productId, RejectedImage rejection) implements AccuracyEvent {}

    /** The rejection of an image without a key: it has its answer, and no truth can be about it. */
    record RefusedWithoutProduct(RejectedImage rejection) implements AccuracyEvent {}

    /**
     * What counts nowhere.
     *
     * @param detail what was expected and what was found, for a person to read
     */
    record NotCounted(IntakeCounts.Kind kind, String detail) implements AccuracyEvent {}
}
