package io.fashionstream.stream.ops;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/** Events per second over the last few whole seconds. Safe for use by several threads. */
final class RateWindow {
    private static final int SECONDS = 5;
    /** The current second, those averaged, and one that is being cleared. */
    private static final int SLOTS = SECONDS + 2;

    private final LongSupplier secondClock;
    private final AtomicLongArray counts = new AtomicLongArray(SLOTS);
    private final AtomicLong current;

    RateWindow() {
        this(() -> System.nanoTime() / 1_000_000_000L);
    }

    RateWindow(LongSupplier secondClock) {
        this.secondClock = secondClock;
        this.current = new AtomicLong(secondClock.getAsLong());
    }

    void count() {
        counts.incrementAndGet(slot(advance()));
    }

    double perSecond() {
        long now = advance();
        long sum = 0;
        for (long second = now - SECONDS; second < now; second++) {
            sum += counts.get(slot(second));
        }
        return (double) sum / SECONDS;
    }

    private long advance() {
        long now = secondClock.getAsLong();
        long before = current.get();
        if (now > before && current.compareAndSet(before, now)) {
            for (long second = Math.max(before + 1, now - SLOTS + 1); second <= now; second++) {
                counts.set(slot(second), 0);
            }
        }
        return now;
    }

    private static int slot(long second) {
        return Math.floorMod(second, SLOTS);
    }
}
