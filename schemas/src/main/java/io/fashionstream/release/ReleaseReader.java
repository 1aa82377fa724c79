package io.fashionstream.release;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads releases and models. It sees complete transactions only, so a publisher that died half-way left nothing to be
 * seen. It has no consumer group and begins with the oldest record each time, so that it cannot miss anything. Confined
 * to one thread.
 *
 * <p>Every method throws {@link io.fashionstream.connection.BrokerUnreachable} if the broker does not answer; the
 * reader can be used again afterwards.
 */
public final class ReleaseReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReleaseReader.class);
    private static final Duration LAG = Duration.ofMillis(50);

    private final KafkaConnection connection;
    private final Topics topics;
    private final Duration patience;
    private final CommittedReader aliasLog;
    private final AliasTable aliases = new AliasTable();
    private boolean caughtUp;

    /** @param patience how long the broker may take for any one answer, at least 1 s */
    public ReleaseReader(KafkaConnection connection, Topics topics, Duration patience) {
        this.connection = connection;
        this.topics = topics;
        this.patience = patience;
        this.aliasLog = CommittedReader.ofAll(connection, patience, topics.modelReleases());
    }

    /** What every alias points at now; an alias without a model is missing. */
    public Map<ModelAlias, ModelRelease> aliases() {
        aliasLog.readToEnd(aliases::apply);
        caughtUp = true;
        return aliases.releases();
    }

    /**
     * What every alias points at, having waited for news, but not longer than {@code wait}. The first call does not wait:
     * it reads all there is. A broker that goes away later goes unnoticed here, and what was last known stands.
     */
    public Map<ModelAlias, ModelRelease> awaitAliases(Duration wait) {
        if (!caughtUp) {
            return aliases();
        }
        aliasLog.poll(wait, aliases::apply);
        return aliases.releases();
    }

    /** The step that says which products a canary serves, as of the aliases that were given last; empty if there is none. */
    public Optional<CanaryStep> canary() {
        return aliases.canary();
    }

    /**
     * Aliases, and every model that can be fetched. As the two topics' transactions become visible one shortly after the
     * other, a model that an alias points at is waited for as long as the patience lasts.
     */
    public Releases releases() {
        IndexTable indexes = new IndexTable();
        try (CommittedReader artifacts = artifactLog()) {
            artifacts.readToEnd(indexes::apply);
            Map<ModelAlias, ModelRelease> released = aliases();
            long start = System.nanoTime();
            while (!indexes.haveAll(released.values()) && System.nanoTime() - start < patience.toNanos()) {
                artifacts.poll(LAG, indexes::apply);
            }
            if (!indexes.haveAll(released.values())) {
                log.warn(
                        "An alias on {} points at a model that {} does not hold, waited {}",
                        topics.modelReleases(),
                        topics.modelArtifacts(),
                        patience);
            }
            return new Releases(released, indexes.all(), aliases.lastCanary());
        }
    }

    /**
     * Fetches a model, holding at most twice its size in memory, and checks its digest. As the two topics' transactions
     * become visible one shortly after the other, an artifact that is not there yet is waited for.
     *
     * @throws ArtifactUnavailable if it is not there within the patience, or not whole
     * @throws io.fashionstream.artifact.ArtifactRefused if what is there is not this model, or breaks the format
     */
    public ModelArtifact fetch(String modelId) {
        ChunkCollector collector = new ChunkCollector(modelId, topics.modelArtifacts());
        try (CommittedReader artifacts = artifactLog()) {
            long start = System.nanoTime();
            artifacts.readToEnd(collector::apply);
            while (!collector.hasIndex() && System.nanoTime() - start < patience.toNanos()) {
                artifacts.poll(LAG, collector::apply);
            }
            artifacts.readToEnd(collector::apply);
        }
        return collector.artifact();
    }

    private CommittedReader artifactLog() {
        return CommittedReader.ofAll(connection, patience, topics.modelArtifacts());
    }

    @Override
    public void close() {
        aliasLog.close();
    }
}
