package io.fashionstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.trainer.training.compiled.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final TrainingPlan PLAN = SmallTraining.plan(EngineKind.COMPILED, 2, 3, Augmentation.NONE);

    @TempDir
    Path folder = Path.of("");

    @Test
    void whatWasSavedIsRestored() throws IOException {
        MultiLayerNetwork network = SmallTraining.network(PLAN, 0.7);
        network.getUpdater().getStateViewArray().assign(0.25);
        network.getLayerWiseConfigurations().setIterationCount(77);
        TrainingState state = TrainingState.START.afterStep(new StepResult(1.5, 9), 0.5, 2);
        SmallTraining.checkpoints(folder).save(network, state, network.params().mul(2));

        Checkpoint read = SmallTraining.checkpoints(folder).load().orElseThrow();
        MultiLayerNetwork other = SmallTraining.network(PLAN, 0.7);
        other.params().assign(0);
        read.restoreInto(other);

        assertThat(read.state()).isEqualTo(state);
        assertThat(other.params()).isEqualTo(network.params());
        assertThat(other.getUpdater().getStateViewArray())
                .isEqualTo(network.getUpdater().getStateViewArray());
        assertThat(other.getLayerWiseConfigurations().getIterationCount()).isEqualTo(77);
        assertThat(read.keptParameters()).isEqualTo(network.params().mul(2));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onAFullDiskTheLastGoodCheckpointSurvives() throws IOException {
        MultiLayerNetwork network = SmallTraining.network(PLAN, 0.7);
        Checkpoints checkpoints = SmallTraining.checkpoints(folder);
        checkpoints.save(network, TrainingState.START, null);

        TrainingState later = TrainingState.START.afterStep(new StepResult(1, 1), 1, 1);
        fillDisk();
        assertThatThrownBy(() -> checkpoints.save(network, later, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");

        assertThat(checkpoints.load().orElseThrow().state()).isEqualTo(TrainingState.START);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(checkpoints.file()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aTrainingGoesOnWhenTheDiskIsFullAndSaysSo() throws IOException {
        List<String> failures = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onCheckpointFailure(String reason) {
                failures.add(reason);
            }
        };
        fillDisk();

        TrainingResult result =
                SmallTraining.training(PLAN, listener, Optional.of(folder)).run(SmallTraining.network(PLAN, 0.7));

        assertThat(result.history().epochs()).hasSize(3);
        assertThat(failures).hasSize(1).first().asString().contains("No space left on device", "checkpoint.zip");
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefusedWithEachDifference() throws IOException {
        SmallTraining.checkpoints(folder).save(SmallTraining.network(PLAN, 0.7), TrainingState.START, null);

        Checkpoints other = new Checkpoints(folder, Map.of("network", "large", "seed", "1", "batch", "64"));

        assertThatThrownBy(other::load)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("checkpoint of another training")
                .hasMessageContaining("network: the checkpoint's is small, this training's is large")
                .hasMessageContaining("batch: the checkpoint's is null, this training's is 64")
                .hasMessageNotContaining("seed");
    }

    @Test
    void aBrokenCheckpointIsRefusedByName() throws IOException {
        Checkpoints checkpoints = SmallTraining.checkpoints(folder);
        checkpoints.save(SmallTraining.network(PLAN, 0.7), TrainingState.START, null);
        byte[] whole = Files.readAllBytes(checkpoints.file());
        Files.write(checkpoints.file(), java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(checkpoints::load)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("checkpoint.zip: expected a checkpoint of this program")
                .hasMessageContaining("delete it to start anew");
    }

    @Test
    void withoutACheckpointThereIsNothingToGoOnFrom() {
        assertThat(SmallTraining.checkpoints(folder).load()).isEmpty();
    }

    /** Every byte that is written to the temporary file meets a full device. */
    private void fillDisk() throws IOException {
        Files.createSymbolicLink(folder.resolve("checkpoint.zip.tmp"), Path.of("/dev/full"));
    }
}
