package io.fashionstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class QuickstartMainTest {
    private final StringWriter printed = new StringWriter();
    private final CommandLine command = QuickstartMain.commandLine().setErr(new PrintWriter(printed, true));

    @ParameterizedTest
    @CsvSource({
        "quickstart --train-seconds 4 --images 0 --broken -1 --rate 0,"
                + " --train-seconds must be 5 to 3600; --images must be 1 to 10000; --broken must be 0; --rate must be"
    })
    void everyWrongOptionIsNamedBeforeAnythingStarts(String line, String problems) {
        int exitCode = command.execute(line.split(" ", -1));

        assertThat(exitCode).isEqualTo(2);
        assertThat(printed.toString()).contains(problems.split("; ", -1));
    }
}
