package io.fashionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void aWaitOutOfRangeIsNamed() {
        assertThat(execute("watch", "labels", "--broker-timeout", "0")).isEqualTo(1);

        assertThat(err.toString()).contains("--broker-timeout must be 1 to 600 seconds, got 0");
    }

    private int execute(String... arguments) {
        return StreamProcessorMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
