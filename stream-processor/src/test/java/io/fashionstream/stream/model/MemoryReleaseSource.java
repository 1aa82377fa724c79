package io.fashionstream.stream.model;

import io.fashionstream.artifact.ArtifactRefused;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.stream.testing.TestModels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Releases in memory. */
final class MemoryReleaseSource implements ReleaseSource {
    private final Map<String, ModelArtifact> artifacts = new ConcurrentHashMap<>();
    private final Map<ModelAlias, ModelRelease> aliases = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile @Nullable CanaryStep canary;
    private volatile CountDownLatch delivery = new CountDownLatch(0);

    /** Has it, whatever points at it. */
    void put(ModelArtifact artifact) {
        put(artifact.modelId(), artifact);
    }

    /** Has it under a name that need not be its own. */
    void put(String modelId, ModelArtifact artifact) {
        artifacts.put(modelId, artifact);
    }

    void release(ModelAlias alias, ModelArtifact artifact) {
        put(artifact);
        point(alias, artifact.modelId());
    }

    void point(ModelAlias alias, String modelId) {
        point(alias, modelId, null);
    }

    void point(ModelAlias alias, String modelId, @Nullable String previousModelId, String... earlier) {
        aliases.put(
                alias,
                new ModelRelease(
                        alias,
                        modelId,
                        previousModelId,
                        List.of(earlier),
                        Instant.now(),
                        null,
                        TestModels.manifest("manifest")));
    }

    /** From now on this step is in force; null for none. */
    void canary(@Nullable CanaryStep step) {
        canary = step;
    }

    @Override
    public Optional<CanaryStep> canary() {
        return Optional.ofNullable(canary);
    }

    void withdraw(ModelAlias alias) {
        aliases.remove(alias);
    }

    /** Hands no artifact out before {@code until} is counted down. */
    void deliverAfter(CountDownLatch until) {
        delivery = until;
    }

    /** Artifacts that were asked for so far. */
    int fetches() {
        return fetches.get();
    }

    /** Is out of reach for so many calls. */
    void failNext(int calls) {
        failures.set(calls);
    }

    /** Calls that are still going to fail. */
    int failuresLeft() {
        return failures.get();
    }

    int timesClosed() {
        return closed.get();
    }

    @Override
    public Map<ModelAlias, ModelRelease> aliases(Duration patience) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the broker is away");
        }
        pauseShortly();
        return Map.copyOf(aliases);
    }

    private static void pauseShortly() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ModelArtifact artifact(String modelId) {
        fetches.incrementAndGet();
        waitFor(delivery);
        ModelArtifact artifact = artifacts.get(modelId);
        if (artifact == null) {
            throw new ArtifactRefused(modelId, "an artifact", "nothing");
        }
        return artifact;
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
