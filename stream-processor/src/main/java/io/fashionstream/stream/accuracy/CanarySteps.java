package io.fashionstream.stream.accuracy;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.release.CanaryVerdict;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the steps of canaries that the figures demand, each once: in a transaction that does nothing where the step that it
 * follows is not in force any more. It runs on a thread of its own, for a stream thread must not wait for the broker. What
 * fails, or is lost with the instance, is decided again at the next publication, here or wherever the figures are merged
 * then. Safe for use by several threads.
 */
public final class CanarySteps implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CanarySteps.class);
    private static final long CLOSE_MILLIS = 2_000;

    private final Supplier<Optional<CanaryStep>> inForce;
    private final Publisher publisher;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicLong made = new AtomicLong();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "canary-steps");
        created.setDaemon(true);
        return created;
    });

    /** Makes one step; as {@link io.fashionstream.release.CanaryPublisher#follow}. */
    @FunctionalInterface
    public interface Publisher {
        Optional<CanaryStep> follow(long number, CanaryVerdict verdict);
    }

    /** @param inForce the step that says now which products a canary serves */
    public CanarySteps(Supplier<Optional<CanaryStep>> inForce, Publisher publisher) {
        this.inForce = inForce;
        this.publisher = publisher;
    }

    /** Where no canary is ever decided on. */
    public static CanarySteps none() {
        return new CanarySteps(Optional::empty, (number, verdict) -> Optional.empty());
    }

    /** The step that is to be judged now; empty if there is none, or if what follows it is being made. */
    Optional<CanaryStep> toJudge() {
        return busy.get() ? Optional.empty() : inForce.get().filter(step -> step.number() > made.get());
    }

    /** Makes the step that {@code verdict} asks for after {@code step}. */
    void follow(CanaryStep step, CanaryVerdict verdict) {
        if (!thread.isShutdown() && busy.compareAndSet(false, true)) {
            thread.execute(() -> make(step, verdict));
        }
    }

    private void make(CanaryStep step, CanaryVerdict verdict) {
        try {
            Optional<CanaryStep> next = publisher.follow(step.number(), verdict);
            made.set(step.number());
            next.ifPresentOrElse(
                    now -> log.info(
                            "Canary step: number={} model={} state={} share={} reason=\"{}\"",
                            now.number(),
                            now.modelId(),
                            now.state(),
                            now.share(),
                            now.reason()),
                    () -> log.info("Canary step {} was not in force any more", step.number()));
        } catch (RuntimeException e) {
            log.warn("No canary step was made after {}; it is decided again at the next publication", step.number(), e);
        } finally {
            busy.set(false);
        }
    }

    /** Ends the thread; a step that is being made is waited for, for two seconds. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                log.warn("A canary step is still being made; it will be visible wholly or not at all");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
