package io.fashionstream.stream.accuracy;

import io.fashionstream.event.CanaryPlan;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.CanaryStep.Difference;
import io.fashionstream.event.CanaryStep.Evidence;
import io.fashionstream.event.CanaryStep.Side;
import io.fashionstream.release.CanaryVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a canary grows, is taken back, or waits: a pure function of what its step has shown so far.
 *
 * <p>It is taken back as soon as an alert names it and not the champion too, or as the interval of the difference lies
 * wholly below the margin. It grows once its step is over and the interval lies wholly above the margin. What is undecided
 * waits, and in the end is taken back, unless the plan lets it grow without truths. No decision is ever taken back itself:
 * each begins a step with evidence of its own, or ends the canary.
 */
final class CanaryDecision {
    private CanaryDecision() {}

    /** The verdict on {@code step} at {@code now}; empty while it is to wait. */
    static Optional<CanaryVerdict> of(CanaryStep step, Evidence evidence, Instant now) {
        CanaryPlan plan = step.plan();
        if (!evidence.alerts().isEmpty()) {
            return Optional.of(new CanaryVerdict(
                    false, "accuracy is alerted in " + String.join(", ", evidence.alerts()), evidence));
        }
        Optional<Difference> known = Optional.ofNullable(evidence.difference()).filter(any -> isEnough(evidence, plan));
        if (known.filter(difference -> difference.high() < -plan.margin()).isPresent()) {
            return Optional.of(new CanaryVerdict(false, inWords(known.get(), plan), evidence));
        }
        Duration lasted = Duration.between(step.sinceTime(), now);
        if (lasted.compareTo(plan.step()) < 0) {
            return Optional.empty();
        }
        if (known.filter(difference -> difference.low() >= -plan.margin()).isPresent()) {
            return Optional.of(new CanaryVerdict(true, inWords(known.get(), plan), evidence));
        }
        return lasted.compareTo(plan.step().plus(plan.maxWait())) < 0
                ? Optional.empty()
                : Optional.of(undecided(known.orElse(null), evidence, plan));
    }

    private static boolean isEnough(Evidence evidence, CanaryPlan plan) {
        return evidence.canary().support() >= plan.minTruths()
                && evidence.champion().support() >= plan.minTruths();
    }

    private static CanaryVerdict undecided(@Nullable Difference known, Evidence evidence, CanaryPlan plan) {
        String found = known == null
                ? String.format(
                        Locale.ROOT,
                        "too few truths in time: needed are %d of each, known are %d of the canary and %d of the champion",
                        plan.minTruths(),
                        evidence.canary().support(),
                        evidence.champion().support())
                : "undecided in time: " + inWords(known, plan);
        String consequence = plan.withoutTruths() ? "; grows without, as stated" : "";
        return new CanaryVerdict(plan.withoutTruths(), found + consequence, evidence);
    }

    private static String inWords(Difference difference, CanaryPlan plan) {
        return String.format(
                Locale.ROOT,
                "accuracy differs from the champion's by %+.3f in [%+.3f, %+.3f], allowed is %+.3f",
                difference.value(),
                difference.low(),
                difference.high(),
                -plan.margin());
    }

    /**
     * The difference of two accuracies with its 95 % interval: the hybrid of two score intervals, number 10 of Newcombe,
     * "Interval estimation for the difference between independent proportions: comparison of eleven methods", Statistics in
     * Medicine 17 (1998). Null unless both have support.
     */
    static @Nullable Difference difference(Side canary, Side champion) {
        Double one = canary.accuracy();
        Double other = champion.accuracy();
        if (one == null || other == null || canary.interval() == null || champion.interval() == null) {
            return null;
        }
        double value = one - other;
        double down =
                Math.hypot(one - canary.interval().low(), champion.interval().high() - other);
        double up = Math.hypot(
                canary.interval().high() - one, other - champion.interval().low());
        return new Difference(value, Math.max(-1, value - down), Math.min(1, value + up));
    }
}
