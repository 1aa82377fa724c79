package io.fashionstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnginesTest {
    private static final int EPOCHS = 8;

    @Test
    void withoutDropoutFitAndTheCompiledStepTakeTheSamePath() {
        assertSamePath(epochs(EngineKind.COMPILED, 1, 1), epochs(EngineKind.FIT, 1, 1));
    }

    @Test
    void fitAndTheCompiledStepTakeTheSamePathThroughAResidualBlock() {
        TrainingPlan compiled = SmallTraining.plan(EngineKind.COMPILED, 1, EPOCHS, Augmentation.NONE);
        TrainingPlan fit = SmallTraining.plan(EngineKind.FIT, 1, EPOCHS, Augmentation.NONE);

        assertSamePath(
                SmallTraining.run(compiled, SmallTraining.residualNetwork(compiled))
                        .history()
                        .epochs(),
                SmallTraining.run(fit, SmallTraining.residualNetwork(fit))
                        .history()
                        .epochs());
    }

    private static void assertSamePath(List<EpochResult> compiled, List<EpochResult> fit) {
        for (int i = 0; i < EPOCHS; i++) {
            assertThat(compiled.get(i).trainingLoss()).isCloseTo(fit.get(i).trainingLoss(), within(0.01));
            assertThat(compiled.get(i).trainingAccuracy()).isCloseTo(fit.get(i).trainingAccuracy(), within(0.01));
            assertThat(compiled.get(i).validationLoss()).isCloseTo(fit.get(i).validationLoss(), within(0.05));
        }
    }

    @Test
    void withDropoutAndTwoReplicasFitAndTheCompiledStepLearnAlike() {
        EpochResult compiled = last(epochs(EngineKind.COMPILED, 2, 0.7));
        EpochResult fit = last(epochs(EngineKind.FIT, 1, 0.7));

        assertThat(compiled.trainingAccuracy()).isGreaterThan(0.8);
        assertThat(compiled.trainingAccuracy()).isCloseTo(fit.trainingAccuracy(), within(0.1));
        assertThat(compiled.trainingLoss()).isCloseTo(fit.trainingLoss(), within(0.2));
        assertThat(compiled.validationAccuracy()).isCloseTo(fit.validationAccuracy(), within(0.15));
    }

    private static List<EpochResult> epochs(EngineKind engine, int threads, double retain) {
        TrainingPlan plan = SmallTraining.plan(engine, threads, EPOCHS, Augmentation.NONE);
        return SmallTraining.run(plan, retain).history().epochs();
    }

    private static EpochResult last(List<EpochResult> epochs) {
        return epochs.get(epochs.size() - 1);
    }
}
