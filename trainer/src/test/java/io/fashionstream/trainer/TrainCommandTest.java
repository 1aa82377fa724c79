package io.fashionstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.trainer.data.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void trainWritesAnArtifactWithItsFiguresReportAndMetrics() throws IOException {
        Path output = folder.resolve("model.zip");

        int exit = train("--epochs", "2", "--scaling", "standard", "--output", output.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        ModelArtifact artifact = ModelArtifact.read(output);
        var provenance = artifact.manifest().provenance();
        assertThat(provenance.epochs()).isEqualTo(2);
        assertThat(provenance.trainingImages()).isEqualTo(200);
        assertThat(provenance.command()).contains("--scaling standard", "--batch 40", "--no-flip");
        assertThat(artifact.manifest().input().scaling().mean()).isBetween(0.2, 0.4);
        assertThat(artifact.manifest().parity()).isLessThan(1e-4);
        assertThat(artifact.report()).contains("Training and validation curves");
        assertThat(Files.readAllLines(folder.resolve("model.metrics.csv"))).hasSize(3);
        assertThat(out.toString())
                .contains("Total params: 872,426", "Epoch   2", "Model:      " + artifact.modelId(), "Test:");
        assertThatAnotherTrainingCanStartFrom(output);
    }

    private void assertThatAnotherTrainingCanStartFrom(Path first) throws IOException {
        Path output = folder.resolve("second.zip");

        int exit = train("--epochs", "1", "--start-from", first.toString(), "--output", output.toString());

        assertThat(exit).isZero();
        assertThat(ModelArtifact.read(output).manifest().provenance().command()).contains("--start-from " + first);
    }

    @Test
    void aCheckpointIsNotOverwrittenUnasked() {
        String output = folder.resolve("model.zip").toString();
        train("--epochs", "1", "--output", output);

        int again = train("--epochs", "1", "--output", output);
        String refused = err.toString();
        int resumed = train("--epochs", "1", "--output", output, "--resume");
        int other = train("--epochs", "1", "--output", output, "--resume", "--learning-rate", "0.1");

        assertThat(again).isEqualTo(2);
        assertThat(refused).contains("is the checkpoint of an earlier training: go on with --resume");
        assertThat(resumed).isZero();
        assertThat(out.toString()).contains("Going on after epoch 1");
        assertThat(other).isEqualTo(1);
        assertThat(err.toString()).contains("learning-rate: the checkpoint's is 0.001, this training's is 0.1");
    }

    @Test
    void everyWrongOptionIsReportedBeforeTheDataIsRead() {
        int exit = execute(
                "train",
                "--data",
                "nowhere",
                "--network",
                "resnet",
                "--batch",
                "0",
                "--erase",
                "2",
                "--validation",
                "5");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "--network must be one of compact-cnn, document-cnn, got 'resnet'",
                        "--batch must be 2 to 4096, got 0",
                        "--erase must be 0.0 to 1.0, got 2.0",
                        "--validation must be at least 40, got 5");
    }

    private int train(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "train", "--data", Sample.FOLDER.toString(), "--validation", "100", "--batch", "40", "--no-flip"));
        arguments.addAll(List.of(options));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return TrainerMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
