package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.QuantisedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntestedTrainingTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"--no-int8", ""})
    void aTrainingWithoutTestHasFiguresOfValidationAloneUntilItIsResumedWithIt(String integers) throws IOException {
        CommandRun first = train(integers, "--no-test");

        ModelArtifact untested = ModelArtifact.read(output());
        ModelManifest manifest = untested.manifest();
        assertThat(manifest.validation().images()).isEqualTo(100);
        assertThat(manifest.test()).isNull();
        assertThat(Optional.ofNullable(manifest.int8()).map(QuantisedNetwork::test))
                .isEmpty();
        assertThat(untested.report()).contains("id=\"validation\"").doesNotContain("Test set");
        assertThat(manifest.provenance().command()).endsWith(" --no-test");
        assertThat(first.out()).contains("Validation: ").doesNotContain("Test:");

        CommandRun second = train(integers, "--resume");

        ModelArtifact tested = ModelArtifact.read(output());
        assertThat(second.out()).contains("Going on after epoch 1", "Test: ").doesNotContain("Epoch   1");
        assertThat(tested.trainedNetwork()).isEqualTo(untested.trainedNetwork());
        assertThat(Objects.requireNonNull(tested.manifest().test()).images()).isEqualTo(200);
        assertThat(tested.report()).contains("Test set");
        assertThat(tested.manifest().provenance().command()).doesNotContain("--no-test");
    }

    private CommandRun train(String integers, String option) {
        String[] options = {"--output", output().toString(), option};
        return CommandRun.ofTraining(integers.isEmpty() ? options : CommandRun.join(options, integers))
                .assertDone();
    }

    private Path output() {
        return folder.resolve("model.zip");
    }
}
