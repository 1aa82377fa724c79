package io.fashionstream.stream.duplicate;

/** What a delivery of an event is, among those of the last horizon. */
public enum Delivery {
    /** No event of its id was answered. */
    FIRST,
    /** The very same event was answered. */
    REPEATED,
    /** An event of the same id was answered, and carried something else. */
    ID_REUSED
}
