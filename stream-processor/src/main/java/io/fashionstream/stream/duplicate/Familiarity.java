package io.fashionstream.stream.duplicate;

/** Whether an event came before. */
public enum Familiarity {
    /** No event of its id was answered within the horizon. */
    NEW,
    /** The very same event was answered within the horizon. */
    DUPLICATE,
    /** An event of the same id was answered within the horizon, and carried something else. */
    ID_REUSED
}
