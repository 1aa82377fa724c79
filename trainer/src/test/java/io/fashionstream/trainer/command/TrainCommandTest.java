package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import io.fashionstream.image.GrayPng;
import io.fashionstream.trainer.data.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThatItWasQuantisedAndThatItSaysWhatCameOfIt(artifact);
        assertThatAnotherTrainingCanStartFrom(output);
        assertThatAnotherTrainingCanLearnFrom(artifact, output);
    }

    private void assertThatItWasQuantisedAndThatItSaysWhatCameOfIt(ModelArtifact artifact) {
        String kept = "in floats: "
                + (artifact.holds(Precision.INT8) ? "the model has both networks" : "more than 0.0010 fewer");

        assertThat(out.toString()).contains("Integers:   ", "of 100 validation images right in 8-bit integers", kept);
        assertThat(artifact.report()).contains("validation images right in 8-bit integers", kept);
    }

    @Test
    void aResidualNetworkIsTrainedAndQuantisedStoppedAndResumedAndTeachesAnother() throws IOException {
        Path output = folder.resolve("residual.zip");
        String[] options = {
            "--network", "residual-cnn", "--mixup", "0.2", "--cutmix", "0.5", "--output", output.toString()
        };

        assertThat(train(join(options, "--epochs", "1"))).isZero();

        ModelArtifact artifact = ModelArtifact.read(output);
        assertThat(artifact.manifest().network()).isEqualTo("residual-cnn");
        assertThat(artifact.manifest().parity()).isLessThan(1e-4);
        assertThat(artifact.manifest().provenance().command()).contains("--cutmix 0.5", "--mixup 0.2");
        assertThat(out.toString())
                .contains("Total params: 200,698", "of 100 validation images right in 8-bit integers");
        assertThat(train(join(options, "--epochs", "1", "--resume"))).isZero();
        assertThat(ModelArtifact.read(output).trainedNetwork()).isEqualTo(artifact.trainedNetwork());
        assertThat(train(
                        "--network",
                        "residual-cnn",
                        "--epochs",
                        "1",
                        "--no-int8",
                        "--start-from",
                        output.toString(),
                        "--teacher",
                        output.toString(),
                        "--teacher-asked",
                        "mirrors",
                        "--output",
                        folder.resolve("second.zip").toString()))
                .isZero();
        var taught = ModelArtifact.read(folder.resolve("second.zip")).manifest().provenance();
        assertThat(taught.command()).endsWith("--teacher " + output + " --teacher-asked mirrors");
        assertThat(taught.hyperParameters())
                .containsEntry("teacher-asked", "mirrors")
                .containsEntry("teacher-precisions", artifact.holds(Precision.INT8) ? "int8" : "fp32");
    }

    @Test
    void aPairIsMadeOfTwoModelsThatWereTrainedByThemselvesAndMayBeTrainedOn() throws IOException {
        for (String network : List.of("residual-cnn", "compact-cnn")) {
            assertThat(train("--network", network, "--epochs", "1", "--no-int8", "--output", zip(network)))
                    .isZero();
        }
        String[] members = {"--start-from", zip("residual-cnn"), "--start-from", zip("compact-cnn")};

        assertThat(train(join(members, "--network", "pair-cnn", "--epochs", "0", "--output", zip("pair-cnn"))))
                .isZero();

        ModelManifest pair = ModelArtifact.read(Path.of(zip("pair-cnn"))).manifest();
        assertThat(pair.network()).isEqualTo("pair-cnn");
        assertThat(pair.provenance().command()).contains(String.join(" ", members));
        assertThat(pair.provenance().epochs()).isZero();
        assertThat(pair.parity()).isLessThan(1e-4);
        assertThat(ModelArtifact.read(Path.of(zip("pair-cnn"))).report())
                .contains("residual_dense")
                .doesNotContain("id=\"curves\"", "id=\"augmentation\"");
        assertThat(train(
                        "--network",
                        "pair-cnn",
                        "--epochs",
                        "1",
                        "--start-from",
                        zip("pair-cnn"),
                        "--teacher",
                        zip("pair-cnn"),
                        "--no-int8",
                        "--output",
                        zip("second")))
                .isZero();
    }

    @Test
    void aTrainingOfNoEpochsNeedsAStartAndNoTeacher() {
        assertThat(train("--epochs", "0", "--teacher", zip("any"), "--output", zip("none")))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "--epochs 0 needs a --start-from, got none",
                        "--epochs 0 learns nothing, so it takes no --teacher");
    }

    private String zip(String name) {
        return folder.resolve(name + ".zip").toString();
    }

    private static String[] join(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aTrainingWithoutIntegersSaysInItsReportThatNoneWereAskedFor() throws IOException {
        Path output = folder.resolve("floats.zip");

        int exit = train("--epochs", "1", "--no-int8", "--output", output.toString());

        assertThat(exit).isZero();
        assertThat(ModelArtifact.read(output).holds(Precision.INT8)).isFalse();
        assertThat(ModelArtifact.read(output).report()).contains("no network of integers: none was asked for");
        assertThat(out.toString()).doesNotContain("Integers:");
    }

    private void assertThatAnotherTrainingCanStartFrom(Path first) throws IOException {
        Path output = folder.resolve("second.zip");

        int exit = train(
                "--epochs",
                "1",
                "--average-epochs",
                "1",
                "--start-from",
                first.toString(),
                "--output",
                output.toString());

        assertThat(exit).isZero();
        assertThat(ModelArtifact.read(output).manifest().provenance().command())
                .contains("--average-epochs 1", "--start-from " + first);
        assertThatAModelThatKnowsTheValidationImagesIsRefusedAs("--start-from", first);
        assertThatAStartThatIsNoArtifactIsRefused();
        assertThatAStartOfOtherClassesIsRefused(first);
    }

    private void assertThatAStartOfOtherClassesIsRefused(Path first) throws IOException {
        Path pictures = folder.resolve("pictures");
        for (int i = 0; i < 200; i++) {
            Path ofClass = Files.createDirectories(pictures.resolve("class " + i % 10));
            Files.write(
                    ofClass.resolve(i + ".png"), GrayPng.of(Sample.training().image(i)));
        }

        int exit =
                train("--data", pictures.toString(), "--start-from", first.toString(), "--output", folder + "/no.zip");

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .contains("expected images of the model's classes [T_SHIRT_TOP", "got those of [CLASS_0, CLASS_1, ");
    }

    private void assertThatAnotherTrainingCanLearnFrom(ModelArtifact teacher, Path file) throws IOException {
        Path output = folder.resolve("taught.zip");
        Path second = folder.resolve("second.zip");
        String[] taught = {
            "--epochs", "1", "--teacher", file.toString(), "--teacher", second.toString(), "--output", output.toString()
        };

        assertThat(train(taught)).isZero();

        String teachers = teacher.modelId() + "," + ModelArtifact.read(second).modelId();
        var provenance = ModelArtifact.read(output).manifest().provenance();
        assertThat(provenance.hyperParameters())
                .containsEntry("teachers", teachers)
                .containsEntry("teacher-share", "0.8");
        assertThat(provenance.command()).endsWith("--teacher " + file + " --teacher " + second);
        assertThat(resume(output.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("teachers: the checkpoint's is " + teachers + ", this training's is null");
        assertThatEachTeacherAndTheirShareCount(file, second);
        assertThatAModelThatKnowsTheValidationImagesIsRefusedAs("--teacher", file);
    }

    private void assertThatEachTeacherAndTheirShareCount(Path first, Path second) throws IOException {
        String alone = folder.resolve("alone.zip").toString();
        String believer = folder.resolve("believer.zip").toString();
        String[] both = {"--epochs", "1", "--teacher", first.toString(), "--teacher", second.toString()};

        assertThat(train("--epochs", "1", "--teacher", first.toString(), "--output", alone))
                .isZero();
        assertThat(train(concat(both, "--teacher-share", "1", "--output", believer)))
                .isZero();

        assertThat(List.of(
                        trainingLoss("taught.metrics.csv"),
                        trainingLoss("alone.metrics.csv"),
                        trainingLoss("believer.metrics.csv")))
                .doesNotHaveDuplicates();
    }

    private static String[] concat(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    private String trainingLoss(String metrics) throws IOException {
        return Files.readAllLines(folder.resolve(metrics)).get(1).split(",", -1)[1];
    }

    private void assertThatAModelThatKnowsTheValidationImagesIsRefusedAs(String option, Path model) {
        err.getBuffer().setLength(0);

        assertThat(train("--seed", "2", option, model.toString(), "--output", folder + "/other.zip"))
                .isEqualTo(1);

        assertThat(err.toString())
                .contains(
                        "was trained with --seed 1 --validation 100, so it knows images that --seed 2 --validation 100");
    }

    private void assertThatAStartThatIsNoArtifactIsRefused() {
        String other = folder.resolve("other.zip").toString();
        Path none = Sample.FOLDER.resolve("train-labels-idx1-ubyte");

        assertThat(train("--start-from", none.toString(), "--output", other)).isEqualTo(1);
        assertThat(train("--start-from", "nowhere.zip", "--output", other)).isEqualTo(1);

        assertThat(err.toString())
                .contains(
                        none + ": manifest.json: expected a zip entry at byte 0, found other bytes",
                        "nowhere.zip: expected a zip file or a folder with a model, found nothing")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--patience", "--max-minutes"})
    void aMeanOfTheLastEpochsIsRefusedWhereTheseAreNotKnownBeforehand(String option) {
        assertThat(train("--average-epochs", "2", option, "3")).isEqualTo(2);

        assertThat(err.toString())
                .contains("--average-epochs must be 0 with --patience or --max-minutes")
                .contains("got 2");
    }

    @Test
    void aCheckpointIsGoneOnWithByTheSameTrainingOnly() throws IOException {
        String output = folder.resolve("model.zip").toString();
        train("--epochs", "1", "--output", output);

        assertThat(train("--epochs", "1", "--output", output)).isEqualTo(2);
        assertThat(err.toString()).contains("is the checkpoint of an earlier training: go on with --resume");

        Path relabelled = relabelledSample();
        assertThat(resume(output, "--learning-rate", "0.1")).isEqualTo(1);
        assertThat(resume(output, "--network", "document-cnn")).isEqualTo(1);
        assertThat(resume(output, "--data", relabelled.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("learning-rate: the checkpoint's is 0.001, this training's is 0.1")
                .contains("network: the checkpoint's is compact-cnn, this training's is document-cnn")
                .contains("data train-labels-idx1-ubyte: the checkpoint's is ")
                .doesNotContain("data train-images-idx3-ubyte");

        assertThat(resume(output)).isZero();
        assertThat(out.toString()).contains("Going on after epoch 1");
    }

    @Test
    void everyWrongOptionIsReportedBeforeTheDataIsRead() {
        int exit = execute(
                "train",
                "--data",
                "nowhere",
                "--network",
                "resnet",
                "--engine",
                "steam",
                "--epochs",
                "many",
                "--schedule",
                "sometimes",
                "--batch",
                "1",
                "--erase",
                "2",
                "--validation",
                "5",
                "--teacher-share",
                "0",
                "--teacher-asked",
                "views");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "--network must be one of compact-cnn, document-cnn, residual-cnn, pair-cnn, got 'resnet'",
                        "--batch must be 2 to 4096, got 1",
                        "--erase must be 0.0 to 1.0, got 2.0",
                        "--validation must be at least 32, got 5",
                        "--teacher-share must be over 0 and at most 1, got 0.0",
                        "--teacher-share needs a --teacher, got none",
                        "--teacher-asked needs a --teacher, got none",
                        "Invalid value for option '--engine': expected one of compiled, fit, got 'steam'",
                        "Invalid value for option '--epochs': 'many' is not an int",
                        "Invalid value for option '--schedule': expected one of constant, cosine, one-cycle, got"
                                + " 'sometimes'")
                .doesNotContain("--epochs must", "--learning-rate must", "--threads must");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onAFullDiskTheTrainingGoesOnWithoutMetricsAndTheArtifactIsPackedLater() throws IOException {
        Path output = folder.resolve("model.zip");
        Files.createSymbolicLink(folder.resolve("model.metrics.csv"), Path.of("/dev/full"));
        Path partial = Files.createSymbolicLink(folder.resolve(".model.zip.partial"), Path.of("/dev/full"));

        int full = train("--epochs", "1", "--output", output.toString());
        Files.deleteIfExists(partial);
        int later = train("--epochs", "1", "--output", output.toString(), "--resume");

        assertThat(full).isEqualTo(1);
        assertThat(err.toString()).contains("No space left on device").doesNotContain("\tat ");
        assertThat(later).isZero();
        assertThat(out.toString()).contains("Going on after epoch 1").containsOnlyOnce("Epoch   1");
        assertThat(ModelArtifact.read(output).manifest().provenance().epochs()).isOne();
    }

    @Test
    void aMistypedOptionIsNamedWithOneThatIsMeant() {
        assertThat(execute("train", "--netwrk", "compact-cnn")).isEqualTo(2);

        assertThat(err.toString()).contains("Unknown options: '--netwrk'").contains("--network");
    }

    @Test
    void helpIsShownWhateverElseIsWrong() {
        assertThat(execute("train", "--epochs", "many", "--help")).isZero();

        assertThat(out.toString())
                .contains("Usage: fashion-stream train", "Default: ~/.cache/fashion-stream/fashion-mnist");
    }

    @Test
    void tooFewValidationImagesAreRefusedWithTheOtherWrongOptions() {
        assertThat(train("--validation", "31", "--erase", "2", "--data", "nowhere"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("--validation must be at least 32, got 31", "--erase must be 0.0 to 1.0, got 2.0");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--validation 310", "--validation 261", "--batch 202"})
    void aDataSetThatLeavesNoBatchToLearnFromIsRefusedBeforeAnythingIsPrinted(String options) {
        assertThat(train(options.split(" ", -1))).isEqualTo(2);

        assertThat(err.toString())
                .contains("at least one batch (--batch ", "of the 300 training images beside them, got --validation ");
        assertThat(out.toString()).isEmpty();
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

    private int resume(String output, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--epochs", "1", "--output", output, "--resume"));
        arguments.addAll(List.of(options));
        return train(arguments.toArray(String[]::new));
    }

    private int train(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "train", "--data", Sample.FOLDER.toString(), "--validation", "100", "--batch", "40", "--no-flip"));
        arguments.addAll(List.of(options));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return TrainerMain.commandLine()
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
