package io.fashionstream.stream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodesTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"send", "replay", "topics", "watch labels", "watch rejections", "watch accuracy"})
    void whatNeedsABrokerSaysHowItEndsWithoutOne(String command) {
        assertThat(execute((command + " --help").split(" ", -1))).isZero();

        assertThat(out.toString())
                .containsPattern("Exit codes:\\R +0 +done\\R")
                .containsPattern("3 +no broker answered");
    }

    @ParameterizedTest
    @CsvSource({
        "watch labels --broker-timeout 0 --count 0, --broker-timeout must be 1 to 600 seconds; --count must be at least 1",
        "topics --partitions 0 --replication 17, --partitions must be 1 to 1000; --replication must be 1 to 16",
        "send --rate 0 --count 0 --idx-labels y, expected a FILE or --idx; --idx-labels needs --idx;"
                + " --rate must be above 0; --count must be at least 1",
        "replay --wait -1, or --all; --wait must be at least 0 s",
        "replay --wait -1 --since soon, --wait must be at least 0 s; expected a time such as",
        "process --set batch.max.images=0 --set unknown.key=y, batch.max.images; unknown.key"
    })
    void everyWrongOptionIsNamed(String line, String problems) {
        assertThat(execute(line.split(" ", -1))).isEqualTo(2);

        assertThat(err.toString()).contains(problems.split("; ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send",
                "send --rate fast x.png",
                "replay --since yesterday",
                "topics --unknown",
                "watch",
                "watch labels -b localhost",
                "watch accuracy -b :9092"
            })
    void whatIsWrongIsOneLineAndAnotherSaysWhereToLook(String line) {
        assertThat(execute(line.split(" ", -1))).isEqualTo(2);

        String command = line.startsWith("watch ") ? line.substring(0, line.indexOf(" -")) : line.split(" ", -1)[0];
        assertThat(err.toString().lines()).hasSize(2).endsWith("See \"fashion-stream " + command + " --help\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send ../images/src/test/resources/pictures",
                "replay --all",
                "topics",
                "watch labels",
                "watch rejections",
                "watch accuracy"
            })
    void aHostThatNobodyKnowsIsNoBroker(String command) {
        assertThat(execute((command + " -b nohost.invalid:9092").split(" ", -1)))
                .isEqualTo(3);

        assertThat(err.toString().strip()).isEqualTo("no host of nohost.invalid:9092 is known by name");
    }

    @Test
    void aTextIsNotSentAsAPicture(@TempDir Path folder) throws IOException {
        Path note = Files.writeString(folder.resolve("note.txt"), "Dear catalogue, here are the boots.");

        assertThat(execute("send", note.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("note.txt is no picture");
    }

    private int execute(String... arguments) {
        return StreamProcessorMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
