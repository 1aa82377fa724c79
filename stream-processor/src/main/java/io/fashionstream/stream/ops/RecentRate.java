package io.fashionstream.stream.ops;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The rate at which a counter rises, from readings of the counter: over the last 5 s if there was a reading within
 * them, else since the last reading, or since the start. Safe for use by several threads.
 */
final class RecentRate {
    private static final long WINDOW_NANOS = 5_000_000_000L;
    /** Readings closer together than this add nothing. */
    private static final long APART_NANOS = 500_000_000L;

    private final DoubleSupplier counter;
    private final LongSupplier nanoClock;
    private final Deque<Reading> readings = new ArrayDeque<>();

    private record Reading(long nanos, double count) {}

    RecentRate(DoubleSupplier counter, LongSupplier nanoClock) {
        this.counter = counter;
        this.nanoClock = nanoClock;
        readings.addLast(read());
    }

    synchronized double perSecond() {
        Reading now = read();
        while (readings.size() > 1 && secondOf(readings).nanos() <= now.nanos() - WINDOW_NANOS) {
            readings.removeFirst();
        }
        Reading first = readings.getFirst();
        if (now.nanos() - readings.getLast().nanos() >= APART_NANOS) {
            readings.addLast(now);
        }
        long nanos = now.nanos() - first.nanos();
        return nanos == 0 ? 0 : (now.count() - first.count()) * 1e9 / nanos;
    }

    private Reading read() {
        return new Reading(nanoClock.getAsLong(), counter.getAsDouble());
    }

    private static Reading secondOf(Deque<Reading> readings) {
        return readings.stream().skip(1).findFirst().orElseThrow();
    }
}
