package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.ClassAccuracy.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a canary: which share of the products a model serves beside the champion from now on, and why. The latest
 * stands on {@code model-releases} under the key {@value #KEY}, and each of them on {@code model-rollouts} under
 * {@link #rolloutKey}.
 *
 * @param number of the step; rises by one with each step of any canary of a deployment. Labels name it
 * @param modelId the canary
 * @param championModelId the champion that it is held against; the step is in force while the champion is this one
 * @param plan what was stated when the canary began
 * @param share of the products that the canary serves, in [0, 1]
 * @param state whether the canary goes on after this step, and if not, how it ended
 * @param sinceTime when the step was made
 * @param reason why it was made
 * @param evidence what the step before had shown; null if the step was not made by figures
 */
public record CanaryStep(
        long number,
        String modelId,
        String championModelId,
        CanaryPlan plan,
        double share,
        State state,
        Instant sinceTime,
        String reason,
        @Nullable Evidence evidence) {
    /** Its key on {@code model-releases}. */
    public static final String KEY = "canary";

    /** The names are part of the wire format. */
    public enum State {
        /** It serves its share. */
        RUNNING,
        /** It is the champion now. */
        PROMOTED,
        /** The champion serves all products again. */
        TAKEN_BACK
    }

    public CanaryStep {
        require(number >= 1, "steps of canaries are numbered from 1, got %s", number);
        require(share >= 0 && share <= 1, "the share of a canary must be in [0, 1], got %s", share);
        require(!modelId.equals(championModelId), "a canary must be another model than the champion %s", modelId);
    }

    /**
     * How the two models did during one step: by all labels that name it.
     *
     * @param difference accuracy of the canary less that of the champion; null unless both have images of known truth
     * @param alerts scopes in which the canary's accuracy is alerted, and the champion's is not
     * @param sequence number of the publication of figures that counts these labels, as in {@link ClassAccuracy}
     */
    public record Evidence(
            Side canary, Side champion, @Nullable Difference difference, List<String> alerts, long sequence) {
        public Evidence {
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * One of the models.
     *
     * @param labelled labels
     * @param support labels whose truth is known, as one of the classes
     * @param correct those of them that are right
     * @param accuracy correct / support; null without support
     * @param interval 95 % Wilson score interval of the accuracy; null without support
     */
    public record Side(
            long labelled,
            long support,
            long correct,
            @Nullable Double accuracy,
            @Nullable Interval interval) {}

    /** A difference in [-1, 1] and its 95 % interval. */
    public record Difference(double value, double low, double high) {}

    public boolean runs() {
        return state == State.RUNNING;
    }

    /** Whether it says which model serves, where {@code champion} is what the champion's alias points at. */
    public boolean isInForce(@Nullable String champion) {
        return runs() && championModelId.equals(champion);
    }

    /** Its key on {@code model-rollouts}: of one step each, so that compaction keeps all of them. */
    public String rolloutKey() {
        return rolloutKey(number);
    }

    /** Key on {@code model-rollouts} of the step of that number. No instance id holds a slash. */
    public static String rolloutKey(long number) {
        return KEY + "/" + number;
    }

    /** Whether a record on {@code model-rollouts} with this key is a step of a canary. */
    public static boolean isRolloutKey(@Nullable String key) {
        return key != null && key.startsWith(KEY + "/");
    }

    /** The step after this one. */
    public CanaryStep next(State then, double nextShare, Instant time, String why, @Nullable Evidence shown) {
        return new CanaryStep(number + 1, modelId, championModelId, plan, nextShare, then, time, why, shown);
    }

    /** The evidence, if the step was made by figures. */
    public Optional<Evidence> shown() {
        return Optional.ofNullable(evidence);
    }
}
