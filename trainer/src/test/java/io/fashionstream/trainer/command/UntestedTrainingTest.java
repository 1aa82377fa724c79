package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.QuantisedNetwork;
import io.fashionstream.trainer.data.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntestedTrainingTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"--no-int8", ""})
    void aTrainingWithoutTestHasFiguresOfValidationAloneUntilItIsResumedWithIt(String integers) throws IOException {
        ModelArtifact untested = train(integers, "--no-test");

        ModelManifest manifest = untested.manifest();
        assertThat(manifest.validation().images()).isEqualTo(100);
        assertThat(manifest.test()).isNull();
        assertThat(Optional.ofNullable(manifest.int8()).map(QuantisedNetwork::test))
                .isEmpty();
        assertThat(untested.report()).contains("id=\"validation\"").doesNotContain("Test set");
        assertThat(manifest.provenance().command()).endsWith(" --no-test");
        assertThat(out.toString()).contains("Validation: ").doesNotContain("Test:");
        out.getBuffer().setLength(0);

        ModelArtifact tested = train(integers, "--resume");

        assertThat(out.toString()).contains("Going on after epoch 1", "Test: ").doesNotContain("Epoch   1");
        assertThat(tested.trainedNetwork()).isEqualTo(untested.trainedNetwork());
        assertThat(Objects.requireNonNull(tested.manifest().test()).images()).isEqualTo(200);
        assertThat(tested.report()).contains("Test set");
        assertThat(tested.manifest().provenance().command()).doesNotContain("--no-test");
    }

    private ModelArtifact train(String... options) throws IOException {
        Path output = folder.resolve("model.zip");
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--data",
                Sample.FOLDER.toString(),
                "--validation",
                "100",
                "--batch",
                "40",
                "--epochs",
                "1",
                "--output",
                output.toString()));
        List.of(options).stream().filter(option -> !option.isEmpty()).forEach(arguments::add);
        int exit = TrainerMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        return ModelArtifact.read(output);
    }
}
