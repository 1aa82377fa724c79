package io.fashionstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class FailuresTest {
    private final StringWriter printed = new StringWriter();

    @Test
    void ctrlCIsNoFailureToTrace() {
        int exitCode = explain(new InterruptedException());

        assertThat(exitCode).isEqualTo(130);
        assertThat(printed.toString()).startsWith("Stopped").doesNotContain("InterruptedException");
    }

    @Test
    void aForeseenFailureIsItsMessage() {
        assertThat(explain(new IllegalArgumentException("--rate must be above 0")))
                .isEqualTo(1);
        assertThat(printed.toString().strip()).isEqualTo("--rate must be above 0");
    }

    @Test
    void anUnforeseenFailureShowsWhereItHappened() {
        explain(new IllegalStateException("a surprise"));

        assertThat(printed.toString()).contains("a surprise").contains("at io.fashionstream.quickstart.FailuresTest");
    }

    private int explain(Exception failure) {
        CommandLine command = QuickstartMain.commandLine()
                .setErr(new PrintWriter(printed, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return Failures.explain(failure, command, command.parseArgs());
    }
}
