package io.fashionstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class OutcomeTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void patienceStopsATrainingAndKeepsTheBestEpoch() {
        TrainingPlan patient = SmallTraining.constant(200, new Outcome(3, 0));

        TrainingResult result = SmallTraining.run(patient, 0.7);

        int best = result.history().bestEpoch();
        assertThat(result.ending()).isEqualTo(TrainingResult.Ending.NO_PROGRESS);
        assertThat(result.history().epochs()).hasSize(best + 3);
        double found;
        try (TrainingEngine engine = new CompiledEngine(result.network(), patient)) {
            found = Validation.of(engine, SmallTraining.SPLIT.validation(), patient.batch(), patient.scaling())
                    .accuracy();
        }
        assertThat(found).isEqualTo(result.history().epochs().get(best - 1).validationAccuracy());
    }

    @Test
    void theMeanIsThatOfTheWeightsAfterEachOfTheLastEpochs() {
        TrainingPlan plan = SmallTraining.constant(5, Outcome.LAST_EPOCH);
        List<INDArray> weights = new ArrayList<>();
        MultiLayerNetwork network = SmallTraining.network(plan, 0.7);
        SmallTraining.training(
                        plan, afterEachEpoch(() -> weights.add(network.params().dup())), Optional.empty())
                .run(network);

        INDArray mean = SmallTraining.run(SmallTraining.constant(5, new Outcome(0, 3)), 0.7)
                .network()
                .params();

        INDArray expected =
                weights.get(2).add(weights.get(3)).add(weights.get(4)).div(3);
        assertThat(mean.distance2(expected) / expected.norm2Number().doubleValue())
                .isCloseTo(0, within(1e-6));
        assertThat(mean.distance2(weights.get(4)) / expected.norm2Number().doubleValue())
                .isGreaterThan(1e-3);
    }

    @Test
    void aTrainingResumedAmongTheEpochsThatAreAveragedEndsWithTheSameMean() {
        TrainingPlan plan = SmallTraining.constant(5, new Outcome(0, 3));
        Training[] running = new Training[1];
        MultiLayerNetwork stopped = SmallTraining.network(plan, 0.7);
        running[0] = SmallTraining.training(
                plan,
                afterEachEpoch(() -> {
                    if (stopped.getLayerWiseConfigurations().getIterationCount() >= 4 * 6) {
                        running[0].requestStop();
                    }
                }),
                Optional.of(folder));
        running[0].run(stopped);

        MultiLayerNetwork network = SmallTraining.network(plan, 0.7);
        Training rest = SmallTraining.training(plan, TrainingListener.SILENT, Optional.of(folder));
        assertThat(rest.resume(network).epochs()).hasSize(4);

        assertThat(rest.run(network).network().params())
                .isEqualTo(SmallTraining.run(plan, 0.7).network().params());
    }

    private static TrainingListener afterEachEpoch(Runnable action) {
        return new TrainingListener() {
            @Override
            public void onEpoch(EpochResult result, java.time.Duration left) {
                action.run();
            }
        };
    }
}
