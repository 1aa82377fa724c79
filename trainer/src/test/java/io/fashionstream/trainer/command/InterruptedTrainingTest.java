package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.trainer.data.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as a terminal sends it to a trainer in a JVM of its own. */
@DisabledOnOs(OS.WINDOWS)
class InterruptedTrainingTest {
    private static final int ENDED_BY_SIGINT = 130;

    @TempDir
    Path folder = Path.of("");

    private final List<Process> trainings = new ArrayList<>();

    @AfterEach
    void endByForce() {
        trainings.forEach(Process::destroyForcibly);
    }

    @Test
    void ctrlCSavesACheckpointAndSaysHowToGoOn() throws Exception {
        Path checkpoint = folder.resolve("model.checkpoint").resolve("checkpoint.zip");

        Process first = train();
        awaitLine(first, "Epoch   2");
        long before = Files.getLastModifiedTime(checkpoint).toMillis();
        interrupt(first);
        Process second = train("--resume");
        String goingOn = awaitLine(second, "Going on after epoch ");
        interrupt(second);

        assertThat(errors()).contains("Stopped. To go on from the checkpoint, give the same command with --resume.");
        assertThat(Files.getLastModifiedTime(checkpoint).toMillis()).isGreaterThanOrEqualTo(before);
        assertThat(Integer.parseInt(goingOn.replaceAll("\\D", ""))).isGreaterThanOrEqualTo(2);
        assertThat(folder.resolve("model.zip")).doesNotExist();
    }

    private Process train(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                TrainerMain.class.getName(),
                "train",
                "--data=" + Sample.FOLDER,
                "--validation=100",
                "--batch=40",
                "--epochs=10000",
                "--output=" + folder.resolve("model.zip")));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errorFile().toFile()));
        Process training = builder.start();
        trainings.add(training);
        return training;
    }

    private static void interrupt(Process training) throws Exception {
        new ProcessBuilder("kill", "-INT", String.valueOf(training.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(training.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(training.exitValue()).isEqualTo(ENDED_BY_SIGINT);
    }

    private String awaitLine(Process training, String beginning) throws IOException {
        BufferedReader lines = training.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("the trainer ended before it said \"" + beginning + "\": " + errors());
    }

    private String errors() throws IOException {
        return Files.readString(errorFile());
    }

    private Path errorFile() {
        return folder.resolve("errors.txt");
    }
}
