package io.fashionstream.stream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
        "replay --wait -1 --since soon, or --all; --wait must be at least 0 s; expected a time such as",
        "process --set batch.max.images=0 --set unknown.key=y, batch.max.images; unknown.key"
    })
    void everyWrongOptionIsNamed(String line, String problems) {
        assertThat(execute(line.split(" ", -1))).isEqualTo(2);

        assertThat(err.toString()).contains(problems.split("; ", -1));
    }

    private int execute(String... arguments) {
        return StreamProcessorMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
