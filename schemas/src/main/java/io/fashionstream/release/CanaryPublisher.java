package io.fashionstream.release;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.event.CanaryPlan;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.CanaryStep.State;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Begins canaries, lets them grow, promotes them and takes them back. Each call is one transaction as those of
 * {@link ReleasePublisher}, and of all publishers at once the one that began last wins: what it read cannot have changed
 * until it commits. So a person's roll-back and a step that is due at the same moment come one after the other.
 */
public final class CanaryPublisher {
    private final ReleasePublisher releases;

    /** @param patience how long the broker may take for any one answer, at least 1 s */
    public CanaryPublisher(KafkaConnection connection, Topics topics, Duration patience, Clock clock) {
        this.releases = new ReleasePublisher(connection, topics, patience, clock);
    }

    /**
     * Stores a model, chosen in the light of what is released at that moment, and lets it serve the first share. If the
     * choice throws, that comes out of here, and nothing has changed.
     *
     * @throws ReleaseFailed if there is no champion to hold it against, if it is the champion, or if a canary runs already
     */
    public CanaryStep begin(Function<Releases, ModelArtifact> choice, CanaryPlan plan, @Nullable String reason) {
        return releases.inTransaction("begin of a canary", (transaction, before) -> {
            ModelArtifact artifact = choice.apply(before);
            CanaryStep first = first(before, artifact.modelId(), plan, reason);
            transaction.store(artifact, releases.now());
            transaction.canary(first);
            return first;
        });
    }

    private CanaryStep first(Releases before, String modelId, CanaryPlan plan, @Nullable String reason) {
        String what = "begin of a canary";
        String champion = before.release(ModelAlias.CHAMPION)
                .map(ModelRelease::modelId)
                .orElseThrow(() -> new ReleaseFailed(what, "there is no champion to hold it against", null));
        if (champion.equals(modelId)) {
            throw new ReleaseFailed(what, "model " + modelId + " is the champion", null);
        }
        before.canary().ifPresent(running -> {
            throw new ReleaseFailed(what, "canary " + running.modelId() + " runs, a rollback ends it", null);
        });
        CanaryStep last = before.lastCanary();
        return new CanaryStep(
                last == null ? 1 : last.number() + 1,
                modelId,
                champion,
                plan,
                plan.shares().get(0),
                State.RUNNING,
                releases.now(),
                reason == null ? "begun" : reason,
                null);
    }

    /**
     * Takes the running canary back; the champion's alias stays where it is.
     *
     * @return the step, or empty if no canary runs
     */
    public Optional<CanaryStep> takeBack(@Nullable String reason) {
        return releases.inTransaction("roll-back of the canary", (transaction, before) -> {
            Optional<CanaryStep> ended = before.canary()
                    .map(running -> running.next(
                            State.TAKEN_BACK, 0, releases.now(), reason == null ? "rolled back" : reason, null));
            ended.ifPresent(transaction::canary);
            return ended;
        });
    }

    /**
     * Makes the step that {@code verdict} asks for after the step of that number. Where the share becomes 1, the
     * champion's alias moves in the same transaction.
     *
     * @return the step, or empty if the step of that number is not in force any more, so that nothing was done
     */
    public Optional<CanaryStep> follow(long number, CanaryVerdict verdict) {
        return releases.inTransaction("step of the canary", (transaction, before) -> {
            Optional<CanaryStep> next = before.canary()
                    .filter(running -> running.number() == number)
                    .map(running -> next(running, verdict));
            next.ifPresent(step -> write(transaction, before, step));
            return next;
        });
    }

    private CanaryStep next(CanaryStep running, CanaryVerdict verdict) {
        double share = verdict.grow() ? running.plan().shareAfter(running.share()) : 0;
        State state = !verdict.grow() ? State.TAKEN_BACK : share == 1 ? State.PROMOTED : State.RUNNING;
        return running.next(state, share, releases.now(), verdict.reason(), verdict.evidence());
    }

    private void write(ReleaseTransaction transaction, Releases before, CanaryStep step) {
        if (step.state() == State.PROMOTED) {
            Optional<ArtifactIndex> stored = before.model(step.modelId());
            require(stored.isPresent(), "the canary must be stored, found nothing of model %s", step.modelId());
            String reason = "canary: " + step.reason();
            transaction.release(releases.release(before, ModelAlias.CHAMPION, stored.get(), reason));
        }
        transaction.canary(step);
    }
}
