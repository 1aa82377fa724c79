package io.fashionstream.testkit.ledger;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;

/** One answer to one image, as a reader of committed records saw it. */
public sealed interface Answer {
    /** A rejection. It names the image event by partition and offset, because the id may be what is broken about the event. */
    record Rejected(RejectedImage rejection) implements Answer {
        SourcePosition position() {
            return new SourcePosition(rejection.sourcePartition(), rejection.sourceOffset());
        }
    }

    /** A label, in the order in which its partition holds it. */
    record Labelled(ImageLabel label) implements Answer {}
}
