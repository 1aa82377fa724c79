package io.fashionstream.testkit.ledger;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;

/** What a reader of committed records saw about one image. */
public sealed interface Answer {
    /** Partition and offset of the image event that was refused; its id may be what is broken about it. */
    record Refused(RejectedImage rejection) implements Answer {
        SourcePosition position() {
            return new SourcePosition(rejection.sourcePartition(), rejection.sourceOffset());
        }
    }

    /** A label, in the order in which its partition holds it. */
    record Labelled(ImageLabel label) implements Answer {}
}
