package io.fashionstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResumeTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(EngineKind.class)
    void aTrainingStoppedInMidEpochAndResumedEndsWithTheSameBitsAsOneThatWasNot(EngineKind engine) {
        TrainingPlan plan = SmallTraining.plan(engine, threads(engine), 3, new Augmentation(true, 1, 0.25));
        TrainingResult uninterrupted = SmallTraining.run(plan, 0.7);

        TrainingResult stopped = stoppedAt(plan, 2, 4, SmallTraining.network(plan, 0.7));
        MultiLayerNetwork network = SmallTraining.network(plan, 0.7);
        network.params().assign(0);
        Training rest = SmallTraining.training(plan, TrainingListener.SILENT, Optional.of(folder));
        TrainingHistory before = rest.resume(network);
        TrainingResult resumed = rest.run(network);

        assertThat(stopped.ending()).isEqualTo(TrainingResult.Ending.STOPPED);
        assertThat(before.epochs()).hasSize(1);
        assertThat(resumed.network().params()).isEqualTo(uninterrupted.network().params());
        assertThat(withoutTimes(resumed)).isEqualTo(withoutTimes(uninterrupted));
    }

    @Test
    void aGraphGoesOnFromItsCheckpointWithTheSameBits() {
        TrainingPlan plan = SmallTraining.plan(EngineKind.COMPILED, 2, 3, Augmentation.NONE);
        TrainingResult uninterrupted = SmallTraining.run(plan, SmallTraining.residualNetwork(plan));

        stoppedAt(plan, 2, 4, SmallTraining.residualNetwork(plan));
        Model network = SmallTraining.residualNetwork(plan);
        network.params().assign(0);
        Training rest = SmallTraining.training(plan, TrainingListener.SILENT, Optional.of(folder));
        rest.resume(network);

        assertThat(rest.run(network).network().params())
                .isEqualTo(uninterrupted.network().params());
    }

    @ParameterizedTest
    @EnumSource(EngineKind.class)
    void aFinishedTrainingResumesToItsResultWithoutAnotherStep(EngineKind engine) {
        TrainingPlan plan = SmallTraining.plan(engine, threads(engine), 1, Augmentation.NONE);
        TrainingResult finished = SmallTraining.training(plan, TrainingListener.SILENT, Optional.of(folder))
                .run(SmallTraining.network(plan, 0.7));

        MultiLayerNetwork network = SmallTraining.network(plan, 0.7);
        Training again = SmallTraining.training(plan, TrainingListener.SILENT, Optional.of(folder));
        again.resume(network);
        TrainingResult result = again.run(network);

        assertThat(result.network().params()).isEqualTo(finished.network().params());
        assertThat(result.ending()).isEqualTo(TrainingResult.Ending.COMPLETED);
        assertThat(result.history()).isEqualTo(finished.history());
    }

    /** The threads of {@code fit} wait by spinning, which a busy machine punishes. */
    private static int threads(EngineKind engine) {
        return engine == EngineKind.FIT ? 1 : 2;
    }

    private TrainingResult stoppedAt(TrainingPlan plan, int epoch, int batch, Model network) {
        Training[] running = new Training[1];
        TrainingListener stop = new TrainingListener() {
            @Override
            public void onStep(Step step) {
                if (step.epoch() == epoch && step.batch() == batch) {
                    running[0].requestStop();
                }
            }
        };
        running[0] = SmallTraining.training(plan, stop, Optional.of(folder));
        return running[0].run(network);
    }

    private static List<List<Double>> withoutTimes(TrainingResult result) {
        return result.history().epochs().stream()
                .map(epoch -> List.of(
                        epoch.trainingLoss(),
                        epoch.trainingAccuracy(),
                        epoch.validationLoss(),
                        epoch.validationAccuracy(),
                        epoch.learningRate()))
                .toList();
    }
}
