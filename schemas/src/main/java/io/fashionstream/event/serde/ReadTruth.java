package io.fashionstream.event.serde;

import io.fashionstream.event.GroundTruth;

/** A record of {@code ground-truth} as it was read. */
public sealed interface ReadTruth {
    /** A well-formed ground truth. */
    record Truth(String productId, GroundTruth truth) implements ReadTruth {}

    /**
     * A ground truth whose category no class can be called: it counts for no label.
     *
     * @param detail what was expected and what was found, for a person to read
     */
    record UnknownCategory(String detail) implements ReadTruth {}

    /**
     * Not a ground truth about an image.
     *
     * @param detail what was expected and what was found, for a person to read
     */
    record Unreadable(String detail) implements ReadTruth {}
}
