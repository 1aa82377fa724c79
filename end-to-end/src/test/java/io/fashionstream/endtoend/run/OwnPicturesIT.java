package io.fashionstream.endtoend.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.endtoend.shared.TestModels;
import io.fashionstream.event.ProductClass;
import io.fashionstream.stream.command.StreamProcessorMain;
import io.fashionstream.trainer.command.TrainerMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A folder with a sub-folder of pictures for each class becomes a model and labels, by commands alone. */
class OwnPicturesIT {
    private final StringWriter words = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void digitsInFoldersAreLearntMeasuredAndLabelled() throws IOException {
        String digits = TestModels.digitFolder().toString();
        String model = folder.resolve("digits.zip").toString();
        String cache = folder.resolve("cache").toString();
        String train = "--epochs 15 --batch 20 --learning-rate 1e-3 --validation 40 --erase 0 --no-flip";

        assertThat(run(
                        TrainerMain.commandLine(),
                        ("train --data %s --data-cache %s --output %s " + train).formatted(digits, cache, model)))
                .as(words.toString())
                .isZero();
        ModelArtifact artifact = ModelArtifact.read(Path.of(model));
        assertThat(artifact.manifest().classes().list())
                .extracting(ProductClass::name)
                .containsExactly("eight", "five", "four", "nine", "one", "seven", "six", "three", "two", "zero");
        assertThat(artifact.manifest().validation().accuracy()).isGreaterThan(0.7);

        assertThat(run(
                        TrainerMain.commandLine(),
                        "evaluate %s --data %s --data-cache %s --report %s"
                                .formatted(model, digits, cache, folder.resolve("page.html"))))
                .as(words.toString())
                .isZero();
        assertThat(words).asString().containsPattern("seven +[01]\\.\\d+");

        Path labels = folder.resolve("labels.csv");
        assertThat(run(
                        StreamProcessorMain.commandLine(),
                        "label %s --model %s --output %s".formatted(digits, model, labels)))
                .as(words.toString())
                .isZero();
        requireLabels(Files.readAllLines(labels));
    }

    /** Most have been learnt. */
    private static void requireLabels(List<String> lines) {
        assertThat(lines).hasSize(401);
        assertThat(lines.stream().skip(1).filter(OwnPicturesIT::isRight).count())
                .isGreaterThan(320);
    }

    /** Such as {@code zero/0000.png,zero,ZERO,0.9954}. */
    private static boolean isRight(String line) {
        String[] fields = line.split(",", -1);
        return fields[2].equalsIgnoreCase(fields[0].substring(0, fields[0].indexOf('/')));
    }

    private int run(CommandLine command, String line) {
        PrintWriter out = new PrintWriter(words, true);
        return command.setOut(out).setErr(out).execute(line.split(" ", -1));
    }
}
