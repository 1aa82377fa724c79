package io.fashionstream.stream;

import io.fashionstream.connection.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.TopologyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that dies: another one goes on from the last commit, after a pause that doubles with each
 * further death. A failure that trying again cannot repair ends the processor.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final Duration QUIET = Duration.ofMinutes(2);

    private final Consumer<Throwable> fatal;
    private final LongSupplier nanoClock;
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));
    private long lastDeath;

    /**
     * @param fatal told what ends the processor
     */
    ThreadReplacement(Consumer<Throwable> fatal) {
        this(fatal, System::nanoTime);
    }

    ThreadReplacement(Consumer<Throwable> fatal, LongSupplier nanoClock) {
        this.fatal = fatal;
        this.nanoClock = nanoClock;
        this.lastDeath = nanoClock.getAsLong();
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable death) {
        Optional<Throwable> hopeless = hopeless(death);
        if (hopeless.isPresent()) {
            fatal.accept(hopeless.get());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Duration pause = pause();
        log.error(
                "Stream thread {} died; replacing it in {} ms",
                Thread.currentThread().getName(),
                pause.toMillis(),
                death);
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized Duration pause() {
        long now = nanoClock.getAsLong();
        if (now - lastDeath > QUIET.toNanos()) {
            backoff.reset();
        }
        lastDeath = now;
        return backoff.next();
    }

    /** The cause that trying again cannot repair, if there is one. */
    static Optional<Throwable> hopeless(Throwable death) {
        for (@Nullable Throwable cause = death; cause != null; cause = cause.getCause()) {
            Optional<Throwable> changed = PartitionsChanged.of(cause);
            if (changed.isPresent()) {
                return changed;
            }
            if (cause instanceof Error
                    || cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException
                    || cause instanceof UnsupportedVersionException
                    || cause instanceof TopologyException
                    || cause instanceof ConfigException) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }
}
