package io.fashionstream.stream.accuracy;

import java.time.Duration;

/**
 * How far the times of a label and of a truth may lie apart. Times are epoch milliseconds. The clock of a partition
 * shows the latest time that its events have had so far, so that the same events give the same answers whenever they
 * are read.
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

    /**
     * Whether what was kept of {@code time} is of no use any more, because everything that it could still be matched
     * with would come too late.
     */
    boolean forgotten(long time, long clock) {
        return time < forgottenBefore(clock);
    }

    /** Everything of an earlier time may be forgotten. */
    long forgottenBefore(long clock) {
        return clock - 2 * millis;
    }
}
