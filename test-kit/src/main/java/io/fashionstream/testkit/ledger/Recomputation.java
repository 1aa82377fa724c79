package io.fashionstream.testkit.ledger;

import io.fashionstream.event.ImageLabel;
import java.util.Optional;

/** Computes a label anew, from the image and from the model that the label names. */
@FunctionalInterface
public interface Recomputation {
    /** How the label differs from what its model says of its image, or empty if it does not. */
    Optional<String> difference(ImageLabel label);
}
