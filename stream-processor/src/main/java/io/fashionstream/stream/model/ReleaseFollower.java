package io.fashionstream.stream.model;

import io.fashionstream.artifact.ArtifactRefused;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRollout.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the slots filled with what the aliases point at, on a thread of its own.
 *
 * <p>It compares states, not events: whatever was missed while the brokers were away, the models that serve are those of
 * the aliases once they are back. A model that is refused leaves the old one serving, and is not tried again before the
 * alias moves. The champion's slot is never emptied: without an alias the last champion goes on.
 */
public final class ReleaseFollower<M extends ServingModel> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReleaseFollower.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final Supplier<? extends ReleaseSource> sources;
    private final ModelLoader<M> loader;
    private final ModelVerification verification;
    private final Map<ModelAlias, ModelSlot<M>> slots;
    private final RolloutJournal journal;
    private final Map<ModelAlias, String> settled = new EnumMap<>(ModelAlias.class);
    private final CountDownLatch championServes = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param slots one for each alias
     * @param maxImages largest batch, which a model must have run before it serves
     * @param fatal told what ends the thread: an error of the machine, never a bad release
     */
    public ReleaseFollower(
            Supplier<? extends ReleaseSource> sources,
            ModelLoader<M> loader,
            Map<ModelAlias, ModelSlot<M>> slots,
            int maxImages,
            RolloutJournal journal,
            Consumer<Throwable> fatal) {
        this.sources = sources;
        this.loader = loader;
        this.slots = Map.copyOf(slots);
        this.verification = new ModelVerification(maxImages);
        this.journal = journal;
        this.thread = new Thread(this::run, "release-follower");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, error) -> fatal.accept(error));
    }

    public void start() {
        thread.start();
    }

    /** Waits until a first champion serves; false if none does within {@code patience}. */
    public boolean awaitChampion(Duration patience) throws InterruptedException {
        return championServes.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the thread; the models go on serving. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long pauseMillis = 500;
        while (closed.getCount() > 0) {
            try (ReleaseSource source = sources.get()) {
                while (closed.getCount() > 0) {
                    follow(source, source.aliases(PATIENCE));
                    pauseMillis = 500;
                }
            } catch (RuntimeException e) {
                if (closed.getCount() > 0) {
                    log.warn("Releases are out of reach; the models go on. Trying again in {} ms", pauseMillis, e);
                    pause(pauseMillis);
                    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
                }
            }
        }
    }

    private void pause(long millis) {
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                log.debug("Closed while waiting");
            }
        } catch (InterruptedException e) {
            // Only close() interrupts this thread, and it has counted down before.
            log.debug("Interrupted while waiting", e);
        }
    }

    private void follow(ReleaseSource source, Map<ModelAlias, String> aliases) {
        for (ModelAlias alias : ModelAlias.values()) {
            String wanted = aliases.get(alias);
            if (wanted == null) {
                withdraw(alias);
            } else if (!wanted.equals(settled.get(alias))) {
                release(source, alias, wanted);
                settled.put(alias, wanted);
            }
        }
    }

    private void withdraw(ModelAlias alias) {
        @Nullable String before = settled.remove(alias);
        if (before == null) {
            return;
        }
        if (alias == ModelAlias.CHAMPION) {
            log.warn(
                    "The champion's alias was removed; {} goes on",
                    slot(alias).modelId().orElse("none"));
        } else {
            slot(alias).vacate();
            log.info("Model withdrawn: alias={} model={}", alias.key(), before);
        }
        journal.record(alias, before, Outcome.WITHDRAWN, null);
    }

    private void release(ReleaseSource source, ModelAlias alias, String modelId) {
        Optional<String> before = slot(alias).modelId();
        if (before.isPresent() && before.get().equals(modelId)) {
            journal.record(alias, modelId, Outcome.SERVING, null);
            return;
        }
        try {
            long start = System.nanoTime();
            M model = verification.verified(fetch(source, modelId), loader);
            slot(alias).serve(model);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            log.info(
                    "Model swapped: alias={} from={} to={} loadMillis={}",
                    alias.key(),
                    before.orElse("none"),
                    modelId,
                    millis);
            journal.record(alias, modelId, Outcome.SERVING, null);
            if (alias == ModelAlias.CHAMPION) {
                championServes.countDown();
            }
        } catch (ModelRefused e) {
            log.error("Model {}; {} goes on as {}", e.getMessage(), before.orElse("none"), alias.key());
            journal.record(alias, modelId, Outcome.REFUSED, e.getMessage());
        }
    }

    private static ModelArtifact fetch(ReleaseSource source, String modelId) throws ModelRefused {
        try {
            ModelArtifact artifact = source.artifact(modelId);
            if (!artifact.modelId().equals(modelId)) {
                throw new ModelRefused(modelId, "its digest is " + artifact.modelId());
            }
            return artifact;
        } catch (ArtifactRefused e) {
            throw new ModelRefused(modelId, String.valueOf(e.getMessage()), e);
        }
    }

    private ModelSlot<M> slot(ModelAlias alias) {
        ModelSlot<M> slot = slots.get(alias);
        if (slot == null) {
            throw new IllegalStateException("no slot for alias " + alias);
        }
        return slot;
    }
}
