package io.fashionstream.stream.reference;

import io.fashionstream.connection.Backoff;
import io.fashionstream.event.ImageReference;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One image by reference on its way: begun, tried once or more, and done. Its attempts follow one another, each on whatever
 * thread comes; only its result may be asked for by others meanwhile.
 */
public final class Fetch {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final ImageReference reference;
    private final CompletableFuture<Fetched> result = new CompletableFuture<>();
    private final Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private final long pollDeadlineNanos;
    private volatile Runnable abort = () -> {};
    private @Nullable Location first;
    private @Nullable Location location;
    private long begunNanos;
    private long deadlineNanos;
    private int attempts;
    private int redirects;
    private String lastFailure = "";

    /** @param pollDeadlineNanos by the clock of the attempts */
    Fetch(ImageReference reference, long pollDeadlineNanos) {
        this.reference = reference;
        this.pollDeadlineNanos = pollDeadlineNanos;
        this.deadlineNanos = pollDeadlineNanos;
    }

    ImageReference reference() {
        return reference;
    }

    CompletableFuture<Fetched> result() {
        return result;
    }

    public boolean isDone() {
        return result.isDone();
    }

    /** Where the first request of each attempt goes. */
    void lead(Location to) {
        first = to;
        location = to;
    }

    /** Where this attempt was sent by the server. */
    void at(Location next) {
        location = next;
    }

    /** Where the next request goes. */
    Location location() {
        return Objects.requireNonNull(location, "what may not be fetched is not tried");
    }

    /** Another attempt begins now; the first one sets the time within which all must end. */
    void begin(long nowNanos, Duration timeout) {
        if (attempts == 0) {
            begunNanos = nowNanos;
            deadlineNanos = Math.min(pollDeadlineNanos, nowNanos + timeout.toNanos());
        }
        attempts++;
        redirects = 0;
        location = first;
    }

    /** How often the server of this attempt has sent us elsewhere, this time included. */
    int redirected() {
        return ++redirects;
    }

    void failed(String why) {
        lastFailure = why;
    }

    Duration pause() {
        return pauses.next();
    }

    /** Time that is left; not positive if none is. */
    Duration left(long nowNanos) {
        return Duration.ofNanos(deadlineNanos - nowNanos);
    }

    Duration leftOfPoll(long nowNanos) {
        return Duration.ofNanos(pollDeadlineNanos - nowNanos);
    }

    /** From the beginning of the first attempt; zero if there was none. */
    Duration took(long nowNanos) {
        return attempts == 0 ? Duration.ZERO : Duration.ofNanos(nowNanos - begunNanos);
    }

    int attempts() {
        return attempts;
    }

    /** What went wrong last; empty if nothing did. */
    String lastFailure() {
        return lastFailure;
    }

    /** How to end the attempt that runs; what was given up before ends at once. */
    void abortable(Runnable way) {
        abort = way;
        if (isDone()) {
            way.run();
        }
    }

    void abort() {
        abort.run();
    }
}
