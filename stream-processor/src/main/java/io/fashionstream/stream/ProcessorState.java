package io.fashionstream.stream;

/** How far a processor has come. */
public enum ProcessorState {
    /** Not started. */
    NEW,
    /** No broker has answered yet. */
    WAITING_FOR_BROKER,
    /** No released model has passed its verification yet. */
    WAITING_FOR_MODEL,
    /** Images stream, or partitions are being shared out. */
    RUNNING,
    /** Ended by {@link StreamProcessor#close}. */
    CLOSED,
    /** Ended by something that trying again cannot repair. */
    FAILED
}
