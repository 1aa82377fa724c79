package io.fashionstream.stream.endpoint;

import io.fashionstream.stream.http.Endpoint;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpRefusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The few threads that work for HTTP clients, with few places before them. A thread rests after each request, so that over
 * time it takes no more than its share from the stream, however many ask. Safe for use by several threads.
 */
final class RequestPool implements AutoCloseable {
    private final EndpointSettings.Limits limits;
    private final Semaphore places;
    private final ExecutorService threads;

    /** What is done for one request, on a thread of the pool. */
    @FunctionalInterface
    interface Work {
        /**
         * The answer to {@code body}.
         *
         * @param request whose time may be over; then the work has no use any more
         * @throws HttpRefusal with the answer, if there is none
         */
        HttpAnswer answer(byte[] body, Timed request) throws HttpRefusal;
    }

    /** A request whose time runs. */
    @FunctionalInterface
    interface Timed {
        /**
         * Returns while somebody waits for the answer.
         *
         * @throws HttpRefusal if nobody does any more
         */
        void requireTime() throws HttpRefusal;
    }

    RequestPool(EndpointSettings.Limits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.maxRequests());
        this.threads = Executors.newFixedThreadPool(limits.threads(), work -> {
            Thread thread = new Thread(work, "http-label");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws HttpRefusal with 429 if all places are taken */
    Endpoint.Admission admit(Work work) throws HttpRefusal {
        if (!places.tryAcquire()) {
            throw new HttpRefusal(
                    HttpAnswer.problem(429, "%d requests are in work already".formatted(limits.maxRequests()))
                            .with("Retry-After", "1"));
        }
        return new Place(work);
    }

    /** Requests that are in work are not answered any more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** One place, which is free again when the work for it has ended, even if nobody waited for that. */
    private final class Place implements Endpoint.Admission, Timed {
        private final Work work;
        private final long deadline = System.nanoTime() + limits.timeout().toNanos();
        private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        private final AtomicBoolean handedOn = new AtomicBoolean();

        Place(Work work) {
            this.work = work;
        }

        @Override
        public int maxBytes() {
            return limits.maxBytes();
        }

        @Override
        public Duration patience() {
            return limits.timeout();
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // it gives the same answer
        public CompletableFuture<HttpAnswer> answer(byte[] body) {
            handedOn.set(true);
            answer.completeOnTimeout(late(), Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            threads.execute(() -> run(body));
            return answer;
        }

        private void run(byte[] body) {
            long start = System.nanoTime();
            try {
                requireTime();
                answer.complete(work.answer(body, this));
            } catch (HttpRefusal refusal) {
                answer.complete(refusal.answer());
            } catch (RuntimeException | Error e) { // the client's answer is 500, and the log says why
                answer.completeExceptionally(e);
            } finally {
                places.release();
                rest(System.nanoTime() - start);
            }
        }

        @Override
        public void requireTime() throws HttpRefusal {
            if (answer.isDone() || System.nanoTime() - deadline > 0) {
                throw new HttpRefusal(late());
            }
        }

        private HttpAnswer late() {
            return HttpAnswer.problem(
                            503,
                            "expected an answer within %d ms, others were before it"
                                    .formatted(limits.timeout().toMillis()))
                    .with("Retry-After", "1");
        }

        @Override
        public void close() {
            if (!handedOn.get()) {
                places.release();
            }
        }
    }

    private void rest(long busyNanos) {
        long restNanos = busyNanos * (100 - limits.busyPercent()) / limits.busyPercent();
        long until = System.nanoTime() + restNanos;
        while (restNanos > 0 && until - System.nanoTime() > 0 && !threads.isShutdown()) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
