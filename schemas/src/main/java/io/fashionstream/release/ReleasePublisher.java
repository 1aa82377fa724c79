package io.fashionstream.release;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Releases models, moves aliases, takes them back. Each call is one Kafka transaction over both topics: readers see all
 * of it or nothing, also when this process dies in the middle. Of two publishers at once, the one that began later wins,
 * and the other fails without a trace.
 *
 * <p>Every method throws {@link io.fashionstream.connection.BrokerUnreachable} if the broker does not answer, and
 * {@link ReleaseFailed} if the change cannot be made; nothing has changed then.
 */
public final class ReleasePublisher {
    private final KafkaConnection connection;
    private final Topics topics;
    private final Duration patience;
    private final Clock clock;

    /** @param patience how long the broker may take for any one answer, at least 1 s */
    public ReleasePublisher(KafkaConnection connection, Topics topics, Duration patience, Clock clock) {
        this.connection = connection;
        this.topics = topics;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Stores a model, points {@code alias} at it, and removes models that nothing needs any more
     * ({@link Releases#KEPT_WITHOUT_ALIAS}).
     */
    public ModelRelease publish(ModelArtifact artifact, ModelAlias alias, @Nullable String reason) {
        return publish(before -> artifact, alias, reason);
    }

    /**
     * As {@link #publish(ModelArtifact, ModelAlias, String)}, with a model that is chosen in the light of what is released
     * at that moment. If the choice throws, that comes out of here, and nothing has changed.
     */
    public ModelRelease publish(Function<Releases, ModelArtifact> choice, ModelAlias alias, @Nullable String reason) {
        return inTransaction("release as " + alias.key(), (transaction, before) -> {
            ModelArtifact artifact = choice.apply(before);
            ArtifactIndex index = transaction.store(artifact, now());
            ModelRelease release = point(transaction, before, alias, index, reason);
            after(before, release, index).surplus().forEach(transaction::remove);
            return release;
        });
    }

    /** Points {@code alias} at a model that is stored already. */
    public ModelRelease move(ModelAlias alias, String modelId, @Nullable String reason) {
        String what = "move of " + alias.key() + " to " + modelId;
        return inTransaction(what, (transaction, before) -> move(transaction, before, alias, modelId, reason, what));
    }

    /** Points {@code alias} at the model that it pointed at before; done twice, it is undone. */
    public ModelRelease rollBack(ModelAlias alias, @Nullable String reason) {
        String what = "roll-back of " + alias.key();
        return inTransaction(what, (transaction, before) -> {
            String previous = before.release(alias)
                    .flatMap(release -> Optional.ofNullable(release.previousModelId()))
                    .orElseThrow(() -> new ReleaseFailed(what, "no earlier model is known for it", null));
            return move(transaction, before, alias, previous, reason, what);
        });
    }

    /**
     * Takes an alias away.
     *
     * @return its last release, or empty if it had none
     */
    public Optional<ModelRelease> withdraw(ModelAlias alias) {
        return inTransaction("removal of " + alias.key(), (transaction, before) -> {
            Optional<ModelRelease> last = before.release(alias);
            last.ifPresent(release -> transaction.withdraw(alias));
            return last;
        });
    }

    private ModelRelease move(
            ReleaseTransaction transaction,
            Releases before,
            ModelAlias alias,
            String modelId,
            @Nullable String reason,
            String what) {
        ArtifactIndex index = before.model(modelId)
                .orElseThrow(() -> new ReleaseFailed(
                        what, "model " + modelId + " is not stored on " + topics.modelArtifacts(), null));
        return point(transaction, before, alias, index, reason);
    }

    /** Moves an alias; a canary that was held against another champion ends with that. */
    private ModelRelease point(
            ReleaseTransaction transaction,
            Releases before,
            ModelAlias alias,
            ArtifactIndex model,
            @Nullable String reason) {
        ModelRelease release = release(before, alias, model, reason);
        transaction.release(release);
        if (alias == ModelAlias.CHAMPION) {
            before.canary()
                    .filter(running -> !running.isInForce(release.modelId()))
                    .ifPresent(running -> transaction.canary(ended(running, release)));
        }
        return release;
    }

    private static CanaryStep ended(CanaryStep running, ModelRelease champion) {
        boolean promoted = running.modelId().equals(champion.modelId());
        return running.next(
                promoted ? CanaryStep.State.PROMOTED : CanaryStep.State.TAKEN_BACK,
                promoted ? 1 : 0,
                champion.releasedTime(),
                "the champion became " + champion.modelId(),
                null);
    }

    /** The release of {@code model}, given what is released before. */
    ModelRelease release(Releases before, ModelAlias alias, ArtifactIndex model, @Nullable String reason) {
        String modelId = model.modelId();
        List<String> earlier = before.release(alias).stream()
                .flatMap(current -> Stream.concat(Stream.of(current.modelId()), current.earlier().stream()))
                .distinct()
                .filter(other -> !other.equals(modelId))
                .limit(1 + ModelRelease.MAX_EARLIER)
                .toList();
        return new ModelRelease(
                alias,
                modelId,
                earlier.isEmpty() ? null : earlier.get(0),
                earlier.stream().skip(1).toList(),
                now(),
                reason,
                model.manifest());
    }

    /** Now, in whole milliseconds. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Releases after(Releases before, ModelRelease release, ArtifactIndex index) {
        Map<ModelAlias, ModelRelease> aliases = new TreeMap<>(before.aliases());
        aliases.put(release.alias(), release);
        List<ArtifactIndex> models = new ArrayList<>(before.models());
        models.removeIf(model -> model.modelId().equals(index.modelId()));
        models.add(index);
        return new Releases(aliases, models);
    }

    /** Makes one change, given what was released before it; nobody else changes anything between the two. */
    <T> T inTransaction(String what, ReleaseTransaction.Change<T> change) {
        try (ReleaseTransaction transaction = ReleaseTransaction.begin(connection, topics, patience, what)) {
            try (ReleaseReader reader = new ReleaseReader(connection, topics, patience)) {
                // Read after the transaction began: whoever changes something from now on has fenced this one.
                T result = change.apply(transaction, reader.releases());
                transaction.commit();
                return result;
            }
        }
    }
}
