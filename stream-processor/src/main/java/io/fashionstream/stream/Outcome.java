package io.fashionstream.stream;

import io.fashionstream.artifact.ImageTensor;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import java.util.Optional;

/** What became of one record of {@code product-images}: one label or one rejection. */
sealed interface Outcome {
    /**
     * The champion's label.
     *
     * @param challenger what the challenger would have said, if it saw the image and had an answer
     * @param tensor what the networks saw
     */
    record Labelled(ImageLabel label, Optional<ImageLabel> challenger, ImageTensor tensor) implements Outcome {}

    /** No label, and why. */
    record Rejected(RejectedImage rejection) implements Outcome {}
}
