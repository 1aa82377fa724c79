package io.fashionstream.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class TestKitMainTest {
    private final StringWriter printed = new StringWriter();
    private final CommandLine command = TestKitMain.commandLine().setErr(new PrintWriter(printed, true));

    @ParameterizedTest
    @CsvSource({
        "chaos --minutes 0 --rate 0, --minutes must be above 0; --rate must be 1 to 10000",
        "soak --images 999 --samples x, --images must be at least 1000; is not an int"
    })
    void everyWrongOptionIsNamedBeforeAnythingStarts(String line, String problems) {
        int exitCode = command.execute(line.split(" ", -1));

        assertThat(exitCode).isEqualTo(2);
        assertThat(printed.toString()).contains(problems.split("; ", -1));
    }
}
