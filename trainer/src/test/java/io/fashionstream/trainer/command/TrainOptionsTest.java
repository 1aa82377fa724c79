package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainOptionsTest {
    @Test
    void everyWrongOptionIsReportedBeforeTheDataIsRead() {
        String wrong =
                "train --data nowhere --network resnet --engine steam --epochs many --schedule sometimes --batch 1"
                        + " --erase 2 --validation 5 --teacher-share 0 --teacher-asked views";

        CommandRun run = CommandRun.of(wrong.split(" ", -1));

        run.assertEnded(
                2,
                "--network must be one of compact-cnn, document-cnn, residual-cnn, pair-cnn, got 'resnet'",
                "--batch must be 2 to 4096, got 1",
                "--erase must be 0.0 to 1.0, got 2.0",
                "--validation must be at least 32, got 5",
                "--teacher-share must be over 0 and at most 1, got 0.0",
                "--teacher-share needs a --teacher, got none",
                "--teacher-asked needs a --teacher, got none",
                "Invalid value for option '--engine': expected one of compiled, fit, got 'steam'",
                "Invalid value for option '--epochs': 'many' is not an int",
                "Invalid value for option '--schedule': expected one of constant, cosine, one-cycle, got 'sometimes'");
        assertThat(run.err()).doesNotContain("--epochs must", "--learning-rate must", "--threads must");
    }

    @Test
    void aMistypedOptionIsNamedWithOneThatIsMeant() {
        CommandRun.of("train", "--netwrk", "compact-cnn").assertEnded(2, "Unknown options: '--netwrk'", "--network");
    }

    @Test
    void helpIsShownWhateverElseIsWrong() {
        CommandRun run = CommandRun.of("train", "--epochs", "many", "--help").assertDone();

        assertThat(run.out()).contains("Usage: fashion-stream train", "Default: ~/.cache/fashion-stream/fashion-mnist");
    }

    @Test
    void aTrainingOfNoEpochsNeedsAStartAndNoTeacher() {
        CommandRun.ofTraining("--epochs", "0", "--teacher", "any.zip")
                .assertEnded(
                        2,
                        "--epochs 0 needs a --start-from, got none",
                        "--epochs 0 learns nothing, so it takes no --teacher");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--patience", "--max-minutes"})
    void aMeanOfTheLastEpochsIsRefusedWhereTheseAreNotKnownBeforehand(String option) {
        CommandRun.ofTraining("--average-epochs", "2", option, "3")
                .assertEnded(2, "--average-epochs must be 0 with --patience or --max-minutes", "got 2");
    }

    @Test
    void tooFewValidationImagesAreRefusedWithTheOtherWrongOptions() {
        CommandRun run = CommandRun.ofTraining("--validation", "31", "--erase", "2", "--data", "nowhere");

        run.assertEnded(2, "--validation must be at least 32, got 31", "--erase must be 0.0 to 1.0, got 2.0");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--validation 310", "--validation 261", "--batch 202"})
    void aDataSetThatLeavesNoBatchToLearnFromIsRefusedBeforeAnythingIsPrinted(String options) {
        CommandRun run = CommandRun.ofTraining(options.split(" ", -1));

        run.assertEnded(2, "at least one batch (--batch ", "of the 300 training images beside them, got --validation ");
        assertThat(run.out()).isEmpty();
    }
}
