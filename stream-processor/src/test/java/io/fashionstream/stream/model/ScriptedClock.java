package io.fashionstream.stream.model;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A clock that only moves when it is told to. */
final class ScriptedClock implements LongSupplier {
    private long nanos;

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}
