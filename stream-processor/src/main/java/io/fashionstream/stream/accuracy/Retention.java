package io.fashionstream.stream.accuracy;

import java.time.Duration;

/**
 * How long labels and truths wait for each other. Times are epoch milliseconds; the clock of a partition is the latest
 * time that its events have shown so far, so that the same events give the same answers whenever they are read.
 */
record Retention(long millis) {
    static Retention of(Duration duration) {
        return new Retention(duration.toMillis());
    }

    /** Whether a truth said at {@code said} counts for a label computed at {@code classified}, earlier or later. */
    boolean meets(long said, long classified) {
        return Math.abs(said - classified) <= millis;
    }

    /** Whether an event comes too late to be counted. */
    boolean late(long time, long clock) {
        return time < clock - millis;
    }

    /** Whether what was kept is of no use any more: whatever could still meet it would be late. */
    boolean forgotten(long time, long clock) {
        return time < forgottenBefore(clock);
    }

    /** What happened before this is forgotten. */
    long forgottenBefore(long clock) {
        return clock - 2 * millis;
    }
}
