package io.fashionstream.connection;

import java.time.Duration;

/** Waiting times that double from the shortest to the longest. Confined to one thread. */
public final class Backoff {
    private final Duration shortest;
    private final Duration longest;
    private Duration next;

    public Backoff(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
        this.next = shortest;
    }

    /** The next time to wait. */
    public Duration next() {
        Duration now = next;
        Duration doubled = now.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return now;
    }

    public void reset() {
        next = shortest;
    }
}
