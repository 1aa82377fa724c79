package io.fashionstream.stream.accuracy;

import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.RejectedImage;

/** What the join reads. */
sealed interface AccuracyEvent {
    /** A model's answer, in the role that it played. */
    record Labelled(ModelAlias alias, ImageLabel label) implements AccuracyEvent {}

    /** What an image really shows. */
    record Said(GroundTruth truth) implements AccuracyEvent {}

    /** An image that got no label. */
    record Refused(RejectedImage rejection) implements AccuracyEvent {}
}
