package io.fashionstream.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.CanaryPlan;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.CanaryStep.Difference;
import io.fashionstream.event.CanaryStep.Evidence;
import io.fashionstream.release.CanaryVerdict;
import io.fashionstream.stream.testing.Canaries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** Steps of ten minutes, an hour for truths, a margin of 0.02, 200 truths. */
class CanaryDecisionTest {
    private static final long SEED = Long.getLong("canary.seed", System.nanoTime());
    private static final CanaryStep STEP = Canaries.step(7, "c".repeat(64), "d".repeat(64), 0.05);
    private static final Duration JUST_UNDER = Duration.ofMillis(1);
    private static final Duration STEP_LENGTH = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofMinutes(70);

    @Test
    void theIntervalIsTheOneOfNewcombesPaper() {
        Difference difference = difference(56, 70, 48, 80);

        assertThat(difference.value()).isCloseTo(0.2, within(1e-9));
        assertThat(difference.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(difference.high()).isCloseTo(0.3339, within(5e-5));
    }

    @Test
    void aCanaryThatIsNoWorseGrowsWhenItsStepIsOverAndNotBefore() {
        Evidence good = evidence(2000, 1850, 20_000, 18_400);

        assertThat(verdict(good, STEP_LENGTH.minus(JUST_UNDER))).isEmpty();
        assertThat(verdict(good, STEP_LENGTH)).hasValueSatisfying(verdict -> {
            assertThat(verdict.grow()).isTrue();
            assertThat(verdict.reason())
                    .startsWith("accuracy differs from the champion's by +0.005 in [-0.0")
                    .endsWith("allowed is -0.020");
            assertThat(verdict.evidence()).isEqualTo(good);
        });
    }

    @Test
    void aCanaryThatIsSurelyWorseIsTakenBackAtOnce() {
        assertThat(verdict(evidence(300, 210, 3000, 2760), Duration.ofSeconds(1)))
                .hasValueSatisfying(verdict -> assertThat(verdict.grow()).isFalse());
    }

    @Test
    void evenTheWorstIsNotJudgedByAFewImages() {
        assertThat(verdict(evidence(199, 0, 3000, 2760), STEP_LENGTH)).isEmpty();
        assertThat(verdict(evidence(3000, 0, 199, 199), STEP_LENGTH)).isEmpty();
        assertThat(verdict(evidence(200, 0, 200, 200), Duration.ZERO)).isPresent();
    }

    @Test
    void whatIsUndecidedWaitsAndIsTakenBackInTheEnd() {
        Evidence undecided = evidence(250, 228, 3000, 2760);

        assertThat(verdict(undecided, STEP_LENGTH)).isEmpty();
        assertThat(verdict(undecided, LIMIT.minus(JUST_UNDER))).isEmpty();
        assertThat(verdict(undecided, LIMIT)).hasValueSatisfying(verdict -> {
            assertThat(verdict.grow()).isFalse();
            assertThat(verdict.reason()).startsWith("undecided in time: accuracy differs");
        });
    }

    @Test
    void withoutTruthsItIsTakenBackUnlessThePlanSaysOtherwise() {
        Evidence none = evidence(3, 3, 0, 0);
        CanaryPlan plan = new CanaryPlan(List.of(0.05, 1.0), 600_000, 3_600_000, 0.02, 200, true);
        CanaryStep trusting = new CanaryStep(
                7, STEP.modelId(), STEP.championModelId(), plan, 0.05, STEP.state(), STEP.sinceTime(), "begun", null);

        assertThat(verdict(none, LIMIT.minus(JUST_UNDER))).isEmpty();
        assertThat(verdict(none, LIMIT)).hasValueSatisfying(verdict -> {
            assertThat(verdict.grow()).isFalse();
            assertThat(verdict.reason())
                    .isEqualTo("too few truths in time: needed are 200 of each, known are 3 of the canary and 0 of the"
                            + " champion");
        });
        assertThat(CanaryDecision.of(trusting, none, STEP.sinceTime().plus(LIMIT)))
                .hasValueSatisfying(verdict -> assertThat(verdict.grow()).isTrue());
        assertThat(CanaryDecision.of(trusting, evidence(300, 210, 3000, 2760), STEP.sinceTime()))
                .hasValueSatisfying(verdict -> assertThat(verdict.grow()).isFalse());
    }

    @Test
    void anAlertThatNamesItEndsItHoweverGoodItIs() {
        Evidence good = evidence(2000, 1850, 20_000, 18_400);
        Evidence alerted = new Evidence(good.canary(), good.champion(), good.difference(), List.of("BAG", "COAT"), 1);

        assertThat(verdict(alerted, Duration.ZERO)).hasValueSatisfying(verdict -> {
            assertThat(verdict.grow()).isFalse();
            assertThat(verdict.reason()).isEqualTo("accuracy is alerted in BAG, COAT");
        });
    }

    /** A look at each 25 truths of the canary; what decision record 1905 says of errors. */
    @Test
    void errorsAreAsRareAsStated() {
        Random random = new Random(SEED);
        int runs = 400;
        int wronglyTakenBack = 0;
        int wronglyPromoted = 0;
        for (int run = 0; run < runs; run++) {
            wronglyTakenBack += shownWorse(random, 0.92, 0.92) ? 1 : 0;
            wronglyPromoted += growsTwice(random, 0.86, 0.92) ? 1 : 0;
        }

        assertThat(wronglyTakenBack).as("seed %d", SEED).isLessThan(runs * 4 / 100);
        assertThat(wronglyPromoted).as("seed %d", SEED).isLessThan(runs / 100);
    }

    private static boolean shownWorse(Random random, double canary, double champion) {
        return outcome(random, canary, champion)
                .filter(verdict -> !verdict.grow() && verdict.reason().startsWith("accuracy differs"))
                .isPresent();
    }

    private static boolean growsTwice(Random random, double canary, double champion) {
        boolean first =
                outcome(random, canary, champion).filter(CanaryVerdict::grow).isPresent();
        boolean second =
                outcome(random, canary, champion).filter(CanaryVerdict::grow).isPresent();
        return first && second;
    }

    /** One step at 5 %, of 70 minutes with 50 truths of the canary each: ten minutes are over after 500. */
    static Optional<CanaryVerdict> outcome(Random random, double canary, double champion) {
        DoubleSupplier chance = random::nextDouble;
        int right = 0;
        int beside = 0;
        for (int truths = 1; truths <= 3500; truths++) {
            right += chance.getAsDouble() < canary ? 1 : 0;
            for (int i = 0; i < 19; i++) {
                beside += chance.getAsDouble() < champion ? 1 : 0;
            }
            if (truths % 25 == 0) {
                Instant now = STEP.sinceTime().plusMillis(1200L * truths);
                Optional<CanaryVerdict> verdict =
                        CanaryDecision.of(STEP, evidence(truths, right, 19L * truths, beside), now);
                if (verdict.isPresent()) {
                    return verdict;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<CanaryVerdict> verdict(Evidence evidence, Duration after) {
        return CanaryDecision.of(STEP, evidence, STEP.sinceTime().plus(after));
    }

    private static Difference difference(long right, long of, long besideRight, long besideOf) {
        return Objects.requireNonNull(evidence(of, right, besideOf, besideRight).difference());
    }

    private static Evidence evidence(long support, long right, long besideSupport, long besideRight) {
        CanaryStep.Side canary = new StepCounts(support, support, right).side();
        CanaryStep.Side champion = new StepCounts(besideSupport, besideSupport, besideRight).side();
        return new Evidence(canary, champion, CanaryDecision.difference(canary, champion), List.of(), 1);
    }
}
