package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.Backoff;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.ModelRollout.Outcome;
import io.fashionstream.event.ModelRollout.Serving;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the slots filled with what the aliases point at, on a thread of its own.
 *
 * <p>It compares states, not events: whatever was missed while the brokers were away, the models that serve are those of
 * the aliases once they are back. A model that is refused leaves the old one serving, and is not tried again before the
 * alias is released again. The champion's slot is never emptied: without an alias the last champion goes on. An instance
 * that starts while the alias points at a refused model serves the latest before it that is not refused.
 */
final class ReleaseFollower<M extends ServingModel> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReleaseFollower.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** Enough for all but a fetch from a broker that has just gone away; the thread is a daemon. */
    private static final long CLOSE_MILLIS = 2_000;

    private final Supplier<? extends ReleaseSource> sources;
    private final ModelLoader<M> loader;
    private final NetworkChoice choice;
    private final Map<ModelAlias, ModelSlot<M>> slots;
    private final CanaryFollower<M> canary;
    private final RolloutJournal journal;
    private final Map<ModelAlias, ModelRelease> settled = new EnumMap<>(ModelAlias.class);
    private final Map<ModelAlias, Serving> serving = new EnumMap<>(ModelAlias.class);
    private final CountDownLatch championServes = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private final Object loading = new Object();
    private final Thread thread;

    /**
     * @param slots one for each alias
     * @param canary the place beside the champion's
     * @param choice which network of an artifact serves
     * @param fatal told what ends the thread: an error of the machine, never a bad release
     */
    public ReleaseFollower(
            Supplier<? extends ReleaseSource> sources,
            ModelLoader<M> loader,
            Map<ModelAlias, ModelSlot<M>> slots,
            CanarySlot<M> canary,
            NetworkChoice choice,
            RolloutJournal journal,
            Consumer<Throwable> fatal) {
        this.sources = sources;
        this.loader = loader;
        this.slots = Map.copyOf(slots);
        this.choice = choice;
        this.canary = new CanaryFollower<>(canary, journal);
        this.journal = journal;
        this.thread = new Thread(this::run, "release-follower");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, error) -> fatal.accept(error));
    }

    /** The step of a canary that was taken up last, be it served or refused here; empty if none is in force. */
    public Optional<CanaryStep> canaryStep() {
        return canary.settled();
    }

    public void start() {
        thread.start();
    }

    /** Waits until a first champion serves; false if none does within {@code patience}. */
    public boolean awaitChampion(Duration patience) throws InterruptedException {
        return championServes.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Ends the thread; the models go on serving. A model that is just being loaded is waited for: its native code must not
     * run any more when the process ends.
     */
    @Override
    public void close() {
        closed.countDown();
        synchronized (loading) {
            log.debug("No model is being loaded, and none will be");
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closed.getCount() > 0) {
            try (ReleaseSource source = sources.get()) {
                while (closed.getCount() > 0) {
                    follow(source, source.aliases(PATIENCE));
                    backoff.reset();
                }
            } catch (RuntimeException e) {
                if (closed.getCount() > 0) {
                    Duration pause = backoff.next();
                    log.warn("Releases are out of reach; the models go on. Trying again in {} ms", pause.toMillis(), e);
                    pause(pause);
                }
            }
        }
    }

    private void pause(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Closed while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(ReleaseSource source, Map<ModelAlias, ModelRelease> aliases) {
        for (ModelAlias alias : ModelAlias.values()) {
            ModelRelease wanted = aliases.get(alias);
            if (wanted == null) {
                withdraw(alias);
            } else if (!wanted.equals(settled.get(alias))) {
                release(source, wanted);
            }
        }
        canary.follow(source.canary(), modelId -> chosen(source.checkedArtifact(modelId)));
        if (slot(ModelAlias.CHAMPION).modelId().isPresent()) {
            // Not before the canary's place is right too: a product keeps its model when its instance starts again.
            championServes.countDown();
        }
    }

    private Optional<NetworkChoice.Chosen<M>> chosen(ModelArtifact artifact) throws ModelRefused {
        synchronized (loading) {
            return closed.getCount() == 0 ? Optional.empty() : Optional.of(choice.chosen(artifact, loader));
        }
    }

    private void withdraw(ModelAlias alias) {
        ModelRelease before = settled.remove(alias);
        if (before == null) {
            return;
        }
        if (alias == ModelAlias.CHAMPION) {
            log.warn(
                    "The champion's alias was removed; {} goes on",
                    slot(alias).modelId().orElse("none"));
        } else {
            slot(alias).vacate();
            log.info("Model withdrawn: alias={} model={}", alias.key(), before.modelId());
        }
        journal.record(alias, before.modelId(), Outcome.WITHDRAWN, null, null);
    }

    private void release(ReleaseSource source, ModelRelease release) {
        if (!serves(source, release.alias(), release.modelId())) {
            goOn(source, release);
        }
        settled.put(release.alias(), release);
    }

    /**
     * Lets the model that serves go on. Where none serves, because this instance has just started, the latest earlier
     * model that passes is put into service.
     */
    private void goOn(ReleaseSource source, ModelRelease refused) {
        Optional<String> serving = slot(refused.alias()).modelId();
        if (serving.isPresent()) {
            log.warn("Model {} goes on as {}", serving.get(), refused.alias().key());
            return;
        }
        for (String earlier : refused.earlier()) {
            log.warn("Falling back to model {} as {}", earlier, refused.alias().key());
            if (serves(source, refused.alias(), earlier)) {
                return;
            }
        }
    }

    /**
     * Whether {@code modelId} serves under {@code alias} now, which is recorded; if not, it is refused, logged and recorded.
     * While this is being closed, no model is taken any more, and nothing is recorded.
     */
    private boolean serves(ReleaseSource source, ModelAlias alias, String modelId) {
        String before = slot(alias).modelId().orElse("none");
        try {
            if (before.equals(modelId) || swap(alias, before, source.checkedArtifact(modelId))) {
                journal.record(alias, modelId, Outcome.SERVING, null, serving.get(alias));
            }
            return true;
        } catch (ModelRefused e) {
            log.error("Model {}", e.getMessage());
            journal.record(alias, modelId, Outcome.REFUSED, e.getMessage(), null);
            return false;
        }
    }

    /** False if this is being closed, so that nothing was swapped. */
    private boolean swap(ModelAlias alias, String before, ModelArtifact artifact) throws ModelRefused {
        long start = System.nanoTime();
        synchronized (loading) {
            if (closed.getCount() == 0) {
                return false;
            }
            NetworkChoice.Chosen<M> chosen = choice.chosen(artifact, loader);
            slot(alias).serve(chosen.model());
            serving.put(alias, chosen.serving());
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        log.info(
                "Model swapped: alias={} from={} to={} verifyMillis={} {}",
                alias.key(),
                before,
                artifact.modelId(),
                millis,
                serving.get(alias));
        return true;
    }

    private ModelSlot<M> slot(ModelAlias alias) {
        return Objects.requireNonNull(slots.get(alias), () -> "no slot for alias " + alias);
    }
}
