package io.fashionstream.stream.reference;

import io.fashionstream.event.ImageReference;
import io.fashionstream.event.RejectionReason;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches images by reference: many at once, each with a few attempts, all within stated times. Whatever a publisher refers
 * to, what comes of it is a value. Safe for use by several threads.
 */
public final class ReferenceFetcher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReferenceFetcher.class);
    private static final int LONGEST_CHAIN = 5;

    private final ReferenceRules rules;
    private final FetchLimits limits;
    private final FetchListener listener;
    private final FetchQueue queue;
    private final HttpImages http;
    private final FileImages files;
    private final FetchVerdicts verdicts;
    private final Set<Fetch> awaited = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public ReferenceFetcher(ReferenceSettings settings, FetchListener listener) {
        this(settings, listener, null);
    }

    /** @param names knows hosts by their names; null for the system's own */
    ReferenceFetcher(ReferenceSettings settings, FetchListener listener, @Nullable SocketAddressResolver names) {
        this.rules = new ReferenceRules(settings.prefixes());
        this.limits = settings.limits();
        this.listener = listener;
        this.queue = new FetchQueue(limits.atOnce(), limits.aheadBytes());
        this.http = new HttpImages(limits, settings.addresses(), names);
        this.files = new FileImages(limits.maxBytes());
        this.verdicts = new FetchVerdicts(limits);
    }

    /** Begins to fetch, as soon as there is a place; does not wait. */
    public Fetch begin(ImageReference reference) {
        Fetch fetch =
                new Fetch(reference, System.nanoTime() + limits.pollTimeout().toNanos());
        try {
            fetch.lead(rules.allowed(reference.location()));
        } catch (ForbiddenReference e) {
            end(fetch, verdicts.forbidden(e));
            return fetch;
        }
        queue.add(fetch);
        beginNext();
        return fetch;
    }

    /**
     * Waits for what comes of {@code fetch}, for no longer than the limits say.
     *
     * @throws FetchInterrupted if nothing comes of it any more, because the thread or the whole fetcher shall end
     */
    public Fetched await(Fetch fetch) {
        awaited.add(fetch);
        try {
            if (!fetch.isDone()) {
                queue.urge(fetch);
                beginNext();
            }
            return result(fetch);
        } finally {
            awaited.remove(fetch);
            queue.release(fetch);
            beginNext();
        }
    }

    private Fetched result(Fetch fetch) {
        if (closed && !fetch.isDone()) {
            throw new FetchInterrupted("the processor ends");
        }
        try {
            long left = fetch.leftOfPoll(System.nanoTime()).toNanos();
            return fetch.result().get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            end(fetch, verdicts.late(fetch));
            fetch.abort();
            return fetch.result().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchInterrupted("the thread was interrupted");
        } catch (ExecutionException e) {
            throw new FetchInterrupted(String.valueOf(e.getCause()));
        }
    }

    /** Nobody will ask what comes of {@code fetch}. */
    public void abandon(Fetch fetch) {
        fetch.result().cancel(/* mayInterruptIfRunning= */ false);
        queue.release(fetch);
        fetch.abort();
        beginNext();
    }

    private void beginNext() {
        for (Fetch next = queue.next(); next != null; next = queue.next()) {
            begin(next);
        }
    }

    private void begin(Fetch fetch) {
        long now = System.nanoTime();
        if (fetch.isDone() || closed) {
            queue.ended();
        } else if (fetch.left(now).toMillis() < 1) {
            end(fetch, verdicts.late(fetch));
            queue.ended();
        } else {
            fetch.begin(now, limits.timeout());
            attempt(fetch, now + limits.attempt().toNanos());
        }
    }

    /** @param untilNanos when this attempt must have ended, with all that it is redirected to */
    private void attempt(Fetch fetch, long untilNanos) {
        long now = System.nanoTime();
        Duration ofAll = fetch.left(now);
        Duration ofThis = Duration.ofNanos(untilNanos - now);
        Duration time = ofAll.compareTo(ofThis) < 0 ? ofAll : ofThis;
        Consumer<Attempted> end = attempted -> ended(fetch, attempted, untilNanos);
        try {
            Location location = fetch.location();
            fetch.abortable(
                    location.isFile()
                            ? files.get(rules.prefix(location).location().file(), location.file(), time, end)
                            : http.get(location, time, end));
        } catch (ForbiddenReference e) {
            end.accept(Attempted.forbidden(e.detail()));
        } catch (RuntimeException e) {
            // A fault of ours that one address brings out must cost that image alone, and not its place.
            log.error("Giving up {}: it cannot be asked for", fetch.location(), e);
            end.accept(Attempted.unreachable("expected an address that can be asked for, got " + fetch.location()));
        }
    }

    private void ended(Fetch fetch, Attempted attempted, long untilNanos) {
        if (attempted instanceof Attempted.Moved moved && !fetch.isDone()) {
            redirect(fetch, moved, untilNanos);
            return;
        }
        if (attempted instanceof Attempted.Got got) {
            end(fetch, verdicts.checked(fetch.reference(), got.content()));
        } else if (attempted instanceof Attempted.Refused refused) {
            end(fetch, new Fetched.Failed(refused.rejection()));
        } else if (attempted instanceof Attempted.Failed failed && !fetch.isDone()) {
            again(fetch, failed);
        }
        queue.ended();
        beginNext();
    }

    private void redirect(Fetch fetch, Attempted.Moved moved, long untilNanos) {
        if (fetch.redirected() > LONGEST_CHAIN) {
            ended(
                    fetch,
                    Attempted.unreachable("expected at most " + LONGEST_CHAIN + " redirects, got more"),
                    untilNanos);
            return;
        }
        try {
            fetch.at(rules.redirected(fetch.location(), moved.target()));
        } catch (ForbiddenReference e) {
            ended(fetch, Attempted.forbidden(e.detail()), untilNanos);
            return;
        }
        attempt(fetch, untilNanos);
    }

    private void again(Fetch fetch, Attempted.Failed failed) {
        fetch.failed(failed.why());
        Duration pause = fetch.pause();
        if (failed.notBefore().compareTo(pause) > 0) {
            pause = failed.notBefore();
        }
        if (fetch.left(System.nanoTime()).compareTo(pause) <= 0) {
            end(fetch, verdicts.late(fetch));
            return;
        }
        http.after(pause, () -> {
            if (!fetch.isDone()) {
                queue.addAgain(fetch);
                beginNext();
            }
        });
    }

    private void end(Fetch fetch, Fetched fetched) {
        if (fetched instanceof Fetched.Content content) {
            queue.hold(fetch, content.bytes().length);
        }
        if (fetch.result().complete(fetched)) {
            RejectionReason failure = fetched instanceof Fetched.Failed failed
                    ? failed.rejection().reason()
                    : null;
            listener.ended(failure, fetch.took(System.nanoTime()), fetch.attempts());
        } else {
            queue.release(fetch);
        }
    }

    /** Ends all attempts. Threads that wait get {@link FetchInterrupted}: what was not fetched then is not rejected. */
    @Override
    public void close() {
        closed = true;
        awaited.forEach(fetch -> fetch.result().completeExceptionally(new FetchInterrupted("the processor ends")));
        http.close();
        files.close();
    }
}
