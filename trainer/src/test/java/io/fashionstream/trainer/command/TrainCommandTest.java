package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.trainer.data.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void trainWritesAnArtifactWithItsFiguresReportAndMetrics() throws IOException {
        Path output = folder.resolve("model.zip");

        CommandRun run = CommandRun.ofTraining("--epochs", "2", "--scaling", "standard", "--output", output.toString())
                .assertDone();

        ModelArtifact artifact = ModelArtifact.read(output);
        var provenance = artifact.manifest().provenance();
        assertThat(provenance.epochs()).isEqualTo(2);
        assertThat(provenance.trainingImages()).isEqualTo(200);
        assertThat(provenance.command()).contains("--scaling standard", "--batch 40", "--no-flip");
        assertThat(artifact.manifest().input().scaling().mean()).isBetween(0.2, 0.4);
        assertThat(artifact.manifest().parity()).isLessThan(1e-4);
        assertThat(artifact.report()).contains("Training and validation curves");
        assertThat(Files.readAllLines(folder.resolve("model.metrics.csv"))).hasSize(3);
        assertThat(run.out())
                .contains("Total params: 872,426", "Epoch   2", "Model:      " + artifact.modelId(), "Test:");
        assertThatItWasQuantisedAndThatItSaysWhatCameOfIt(run, artifact);
    }

    private static void assertThatItWasQuantisedAndThatItSaysWhatCameOfIt(CommandRun run, ModelArtifact artifact) {
        String kept = "in floats: "
                + (artifact.holds(Precision.INT8) ? "the model has both networks" : "more than 0.0010 fewer");

        assertThat(run.out()).contains("Integers:   ", "of 100 validation images right in 8-bit integers", kept);
        assertThat(artifact.report()).contains("validation images right in 8-bit integers", kept);
    }

    @Test
    void aResidualNetworkIsTrainedAndQuantisedStoppedAndResumedAndTeachesAnother() throws IOException {
        String output = folder.resolve("residual.zip").toString();
        String[] options = {"--network", "residual-cnn", "--mixup", "0.2", "--cutmix", "0.5", "--output", output};

        CommandRun run = CommandRun.ofTraining(options).assertDone();

        ModelArtifact artifact = ModelArtifact.read(Path.of(output));
        assertThat(artifact.manifest().network()).isEqualTo("residual-cnn");
        assertThat(artifact.manifest().parity()).isLessThan(1e-4);
        assertThat(artifact.manifest().provenance().command()).contains("--cutmix 0.5", "--mixup 0.2");
        assertThat(run.out()).contains("Total params: 200,698", "of 100 validation images right in 8-bit integers");
        CommandRun.ofTraining(CommandRun.join(options, "--resume")).assertDone();
        assertThat(ModelArtifact.read(Path.of(output)).trainedNetwork()).isEqualTo(artifact.trainedNetwork());
        assertThatItGoesOnAndTeaches(output, artifact);
    }

    private void assertThatItGoesOnAndTeaches(String model, ModelArtifact artifact) throws IOException {
        String second = folder.resolve("second.zip").toString();
        String[] teaching = {"--teacher", model, "--teacher-asked", "mirrors"};

        CommandRun.ofTraining(CommandRun.join(
                        teaching, "--network", "residual-cnn", "--no-int8", "--start-from", model, "--output", second))
                .assertDone();

        var taught = ModelArtifact.read(Path.of(second)).manifest().provenance();
        assertThat(taught.command()).endsWith(String.join(" ", teaching));
        assertThat(taught.hyperParameters())
                .containsEntry("teacher-asked", "mirrors")
                .containsEntry("teacher-precisions", artifact.holds(Precision.INT8) ? "int8" : "fp32");
    }

    @Test
    void aTrainingWithoutIntegersSaysInItsReportThatNoneWereAskedFor() throws IOException {
        Path output = folder.resolve("floats.zip");

        CommandRun run = CommandRun.ofTraining("--no-int8", "--output", output.toString())
                .assertDone();

        assertThat(ModelArtifact.read(output).holds(Precision.INT8)).isFalse();
        assertThat(ModelArtifact.read(output).report()).contains("no network of integers: none was asked for");
        assertThat(run.out()).doesNotContain("Integers:");
    }

    @Test
    void aCheckpointIsGoneOnWithByTheSameTrainingOnly() throws IOException {
        String[] training = {
            "--no-int8", "--output", folder.resolve("model.zip").toString()
        };
        String[] resumed = CommandRun.join(training, "--resume");
        CommandRun.ofTraining(training).assertDone();

        CommandRun.ofTraining(training).assertEnded(2, "is the checkpoint of an earlier training: go on with --resume");
        CommandRun.ofTraining(CommandRun.join(resumed, "--learning-rate", "0.1"))
                .assertEnded(1, "learning-rate: the checkpoint's is 0.001, this training's is 0.1");
        CommandRun.ofTraining(CommandRun.join(resumed, "--network", "document-cnn"))
                .assertEnded(1, "network: the checkpoint's is compact-cnn, this training's is document-cnn");
        CommandRun relabelled = CommandRun.ofTraining(
                        CommandRun.join(resumed, "--data", relabelledSample().toString()))
                .assertEnded(1, "data train-labels-idx1-ubyte: the checkpoint's is ");
        assertThat(relabelled.err()).doesNotContain("data train-images-idx3-ubyte");
        assertThat(CommandRun.ofTraining(resumed).assertDone().out()).contains("Going on after epoch 1");
    }

    /** The sample, but for the label of its last training image. */
    private Path relabelledSample() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("data"));
        for (String name : List.of("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")) {
            Files.copy(Sample.FOLDER.resolve(name + "-ubyte"), copy.resolve(name + "-ubyte"));
        }
        Path labelFile = copy.resolve("train-labels-idx1-ubyte");
        byte[] labels = Files.readAllBytes(labelFile);
        labels[labels.length - 1] = (byte) ((labels[labels.length - 1] + 1) % 10);
        Files.write(labelFile, labels);
        return copy;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onAFullDiskTheTrainingGoesOnWithoutMetricsAndTheArtifactIsPackedLater() throws IOException {
        Path output = folder.resolve("model.zip");
        Files.createSymbolicLink(folder.resolve("model.metrics.csv"), Path.of("/dev/full"));
        Path partial = Files.createSymbolicLink(folder.resolve(".model.zip.partial"), Path.of("/dev/full"));
        String[] training = {"--no-int8", "--output", output.toString()};

        CommandRun full = CommandRun.ofTraining(training).assertEnded(1, "No space left on device");
        Files.deleteIfExists(partial);
        CommandRun later = CommandRun.ofTraining(CommandRun.join(training, "--resume"));

        assertThat(full.out()).contains("Epoch   1");
        assertThat(later.exitCode()).isZero();
        assertThat(later.out()).contains("Going on after epoch 1").doesNotContain("Epoch   1");
        assertThat(ModelArtifact.read(output).manifest().provenance().epochs()).isOne();
    }
}
