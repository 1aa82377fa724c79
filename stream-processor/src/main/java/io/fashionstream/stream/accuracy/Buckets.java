package io.fashionstream.stream.accuracy;

import java.time.Duration;

/**
 * The time buckets that windows consist of. All times in epoch milliseconds.
 *
 * @param step length of a bucket, and the time between publications
 * @param window length of a window, a whole number of steps
 */
record Buckets(long step, long window) {
    /** How far the clocks of two machines may lie apart before a bucket is wrongly held to be out of reach. */
    private static final long CLOCK_SKEW = Duration.ofHours(1).toMillis();

    long startOf(long time) {
        return Math.floorDiv(time, step) * step;
    }

    /** End of the newest window at {@code now}, exclusive: windows end at whole steps. */
    long windowEnd(long now) {
        return startOf(now);
    }

    /** Whether a window that is published now or later may hold the bucket, on a machine whose clock is a bit behind. */
    boolean inReach(long bucketStart, long now) {
        return bucketStart >= now - window - CLOCK_SKEW;
    }
}
