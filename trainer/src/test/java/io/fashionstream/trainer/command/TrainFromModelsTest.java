package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Provenance;
import io.fashionstream.image.GrayPng;
import io.fashionstream.trainer.data.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that start from trained models, or learn from them. */
class TrainFromModelsTest {
    @TempDir
    static Path models = Path.of("");

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void train() {
        for (String network : List.of("compact-cnn", "residual-cnn")) {
            CommandRun.ofTraining("--network", network, "--no-int8", "--output", model(network))
                    .assertDone();
        }
    }

    @Test
    void aTrainingGoesOnFromTheWeightsOfAModel() throws IOException {
        CommandRun.ofTraining(
                        "--average-epochs", "1", "--start-from", model("compact-cnn"), "--output", output("second"))
                .assertDone();

        assertThat(provenance("second").command())
                .contains("--average-epochs 1", "--start-from " + model("compact-cnn"));
    }

    @Test
    void aPairIsMadeOfTwoModelsThatWereTrainedByThemselvesAndMayBeTrainedOn() throws IOException {
        String[] members = {"--start-from", model("residual-cnn"), "--start-from", model("compact-cnn")};

        CommandRun.ofTraining(
                        CommandRun.join(members, "--network", "pair-cnn", "--epochs", "0", "--output", output("pair")))
                .assertDone();

        ModelArtifact pair = ModelArtifact.read(Path.of(output("pair")));
        ModelManifest manifest = pair.manifest();
        assertThat(manifest.network()).isEqualTo("pair-cnn");
        assertThat(manifest.provenance().command()).contains(String.join(" ", members));
        assertThat(manifest.provenance().epochs()).isZero();
        assertThat(manifest.parity()).isLessThan(1e-4);
        assertThat(pair.report()).contains("residual_dense").doesNotContain("id=\"curves\"", "id=\"augmentation\"");
        CommandRun.ofTraining(
                        "--network",
                        "pair-cnn",
                        "--start-from",
                        output("pair"),
                        "--no-int8",
                        "--output",
                        output("trained on"))
                .assertDone();
    }

    @Test
    void whatIsNoModelIsRefusedAsAStart() {
        Path none = Sample.FOLDER.resolve("train-labels-idx1-ubyte");

        CommandRun.ofTraining("--start-from", none.toString(), "--output", output("none"))
                .assertEnded(1, none + ": manifest.json: expected a zip entry at byte 0, found other bytes");
        CommandRun.ofTraining("--start-from", "nowhere.zip", "--output", output("none"))
                .assertEnded(1, "nowhere.zip: expected a zip file or a folder with a model, found nothing");
    }

    @Test
    void aStartOfOtherClassesIsRefused() throws IOException {
        for (int i = 0; i < 200; i++) {
            Path ofClass = Files.createDirectories(folder.resolve("pictures").resolve("class " + i % 10));
            Files.write(
                    ofClass.resolve(i + ".png"), GrayPng.of(Sample.training().image(i)));
        }

        CommandRun.ofTraining(
                        "--data",
                        folder.resolve("pictures").toString(),
                        "--start-from",
                        model("compact-cnn"),
                        "--output",
                        output("none"))
                .assertEnded(
                        1, "expected images of the model's classes [T_SHIRT_TOP", "got those of [CLASS_0, CLASS_1, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--start-from", "--teacher"})
    void aModelThatKnowsTheValidationImagesIsRefused(String option) {
        CommandRun.ofTraining("--seed", "2", option, model("compact-cnn"), "--output", output("none"))
                .assertEnded(
                        1,
                        "was trained with --seed 1 --validation 100, so it knows images that --seed 2 --validation 100");
    }

    @Test
    void teachersAndTheirShareCountAndAreWrittenDown() throws IOException {
        String[] first = {"--no-int8", "--teacher", model("compact-cnn")};
        String[] both = CommandRun.join(first, "--teacher", model("residual-cnn"));

        taught("alone", first);
        taught("taught", both);
        taught("believer", CommandRun.join(both, "--teacher-share", "1"));

        assertThat(List.of(trainingLoss("alone"), trainingLoss("taught"), trainingLoss("believer")))
                .doesNotHaveDuplicates();
        String teachers = modelId("compact-cnn") + "," + modelId("residual-cnn");
        assertThat(provenance("taught").hyperParameters())
                .containsEntry("teachers", teachers)
                .containsEntry("teacher-share", "0.8");
        assertThat(provenance("taught").command())
                .contains("--teacher " + model("compact-cnn") + " --teacher " + model("residual-cnn"));
        CommandRun.ofTraining("--resume", "--output", output("taught"))
                .assertEnded(1, "teachers: the checkpoint's is " + teachers + ", this training's is null");
    }

    private void taught(String name, String... options) {
        CommandRun.ofTraining(CommandRun.join(options, "--output", output(name)))
                .assertDone();
    }

    private String trainingLoss(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name + ".metrics.csv")).get(1).split(",", -1)[1];
    }

    private Provenance provenance(String name) throws IOException {
        return ModelArtifact.read(Path.of(output(name))).manifest().provenance();
    }

    private String output(String name) {
        return folder.resolve(name + ".zip").toString();
    }

    private static String model(String name) {
        return models.resolve(name + ".zip").toString();
    }

    private static String modelId(String name) throws IOException {
        return ModelArtifact.read(Path.of(model(name))).modelId();
    }
}
