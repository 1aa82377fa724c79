package io.fashionstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.image.PixelScaling;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {
    @Test
    void everyOptionOutOfRangeIsReportedTogether() {
        assertThatThrownBy(() -> new TrainingPlan(
                        new StepPlan(EngineKind.COMPILED, 0, 1),
                        1,
                        new TrainingLength(-1, Optional.of(Duration.ZERO)),
                        new Optimisation(Optimiser.ADAM, -1, 2, Schedule.COSINE, 1),
                        new Objective(1, ClassWeights.NONE),
                        new Augmentation(true, 15, 1.5, new Mixing(-1, 2)),
                        PixelScaling.UNIT,
                        new Outcome(-1, 1)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContainingAll(
                        "--threads must be 1 to 64, got 0",
                        "--epochs must be 0 to 10000, got -1",
                        "--batch must be 2 to 4096, got 1",
                        "--learning-rate must be over 0 and at most 10, got -1.0",
                        "--weight-decay must be 0.0 to 1.0, got 2.0",
                        "--warm-up must be 0 to less than 1, got 1.0",
                        "--label-smoothing must be 0 to less than 1, got 1.0",
                        "--shift must be 0 to 14, got 15",
                        "--erase must be 0.0 to 1.0, got 1.5",
                        "--mixup must be 0.0 to 1.0, got -1.0",
                        "--cutmix must be 0.0 to 1.0, got 2.0",
                        "--patience must be 0 to 10000, got -1",
                        "--average-epochs must be 0 to 0, got 1",
                        "--average-epochs must be 0 with --patience or --max-minutes",
                        "--max-minutes must be one second to 30 days, got PT0S");
    }

    @Test
    void aBatchThatTheThreadsCannotShareIsRefused() {
        assertThatThrownBy(() -> SmallTraining.plan(EngineKind.COMPILED, 3, 1, Augmentation.NONE))
                .hasMessage("--batch must be a multiple of the threads (3), at least 2 for each, got 40");
    }

    @Test
    void cosineRisesStraightToThePeakAndFallsToZero() {
        assertThat(Schedule.COSINE.share(0.05, 0.2)).isEqualTo(0.25);
        assertThat(Schedule.COSINE.share(0.2, 0.2)).isEqualTo(1);
        assertThat(Schedule.COSINE.share(0.6, 0.2)).isCloseTo(0.5, within(1e-9));
        assertThat(Schedule.COSINE.share(1, 0.2)).isCloseTo(0, within(1e-9));
        assertThat(Schedule.COSINE.share(0, 0)).isEqualTo(1);
    }

    @Test
    void oneCycleStartsLowPeaksAndEndsLower() {
        assertThat(Schedule.ONE_CYCLE.share(0, 0.3)).isCloseTo(0.04, within(1e-9));
        assertThat(Schedule.ONE_CYCLE.share(0.3, 0.3)).isCloseTo(1, within(1e-9));
        assertThat(Schedule.ONE_CYCLE.share(1, 0.3)).isLessThan(1e-5);
        assertThat(Schedule.CONSTANT.share(0.7, 0.3)).isEqualTo(1);
    }

    @Test
    void aBudgetEndsATrainingWithItsScheduleRunOut() {
        TrainingPlan plan = SmallTraining.plan(EngineKind.COMPILED, 2, 10_000, Augmentation.NONE);
        TrainingPlan limited = new TrainingPlan(
                plan.steps(),
                plan.seed(),
                new TrainingLength(plan.epochs(), Optional.of(Duration.ofMillis(1_500))),
                plan.optimisation(),
                plan.objective(),
                plan.augmentation(),
                plan.scaling(),
                Outcome.LAST_EPOCH);

        TrainingResult result = SmallTraining.run(limited, 0.7);

        assertThat(result.ending()).isEqualTo(TrainingResult.Ending.OUT_OF_TIME);
        var epochs = result.history().epochs();
        assertThat(epochs.get(epochs.size() - 1).learningRate()).isLessThan(plan.learningRate() / 100);
    }
}
