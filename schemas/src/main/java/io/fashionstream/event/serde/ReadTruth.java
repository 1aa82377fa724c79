package io.fashionstream.event.serde;

import io.fashionstream.event.GroundTruth;

/** What a record on {@code ground-truth} turned out to be. */
public sealed interface ReadTruth {
    /** A statement in good order. */
    record Said(String productId, GroundTruth truth) implements ReadTruth {}

    /**
     * A statement whose category is none of the ten: it counts for no label.
     *
     * @param detail what was expected and what was found, for a person to read
     */
    record UnknownCategory(String detail) implements ReadTruth {}

    /**
     * Not a statement about an image.
     *
     * @param detail what was expected and what was found, for a person to read
     */
    record Unreadable(String detail) implements ReadTruth {}
}
