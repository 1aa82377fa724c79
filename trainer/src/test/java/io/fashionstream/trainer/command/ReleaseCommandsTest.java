package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the release commands say without a broker. */
class ReleaseCommandsTest {
    private static final String NOWHERE = "127.0.0.1:1";

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void forcingNeedsAReason() {
        assertThat(run("publish", "model.zip", "--force")).isEqualTo(2);
        assertThat(errors).asString().contains("--force needs --reason TEXT");
    }

    @Test
    void aModelThatIsNeitherFileNorIdIsNamed() {
        assertThat(run("publish", "no-such.zip")).isEqualTo(1);
        assertThat(errors)
                .asString()
                .contains("expected a zip, a folder, champion, challenger or a model id, found no file no-such.zip");
    }

    @Test
    void aCorruptArtifactIsRefusedBeforeAnyBrokerIsAsked() throws Exception {
        Path file = Files.writeString(folder.resolve("model.zip"), "not a zip, whatever its name is");

        assertThat(run("publish", file.toString(), "-b", NOWHERE)).isEqualTo(1);
        assertThat(errors)
                .asString()
                .contains("model artifact refused: " + file + ": manifest.json: expected a zip entry at byte 0");
    }

    @Test
    void anUnreachableBrokerIsNamedAfterTheStatedTime() {
        assertThat(run("releases", "-b", NOWHERE, "--broker-timeout", "1")).isEqualTo(3);
        assertThat(errors).asString().contains("no answer from Kafka at 127.0.0.1:1 within 1.0 s");

        assertThat(run("rollback", "-b", NOWHERE, "--broker-timeout", "1")).isEqualTo(3);
        assertThat(run("challenger", "remove", "-b", NOWHERE, "--broker-timeout", "1"))
                .isEqualTo(3);
    }

    @Test
    void optionsOutOfRangeAreNamed() {
        assertThat(run("challenger", "remove", "--broker-timeout", "601")).isEqualTo(2);
        assertThat(errors).asString().contains("--broker-timeout must be 1 to 600 seconds, got 601");
        assertThat(run(
                        "publish",
                        "x.zip",
                        "--min-accuracy",
                        "90",
                        "--broker-timeout",
                        "0",
                        "--alias",
                        "king",
                        "--force"))
                .isEqualTo(2);
        assertThat(errors)
                .asString()
                .contains(
                        "--min-accuracy must be 0 to 1, got 90.0",
                        "--broker-timeout must be 1 to 600 seconds, got 0",
                        "Invalid value for option '--alias'",
                        "--force needs --reason TEXT");
        assertThat(run("challenger")).isEqualTo(2);
        assertThat(errors).asString().contains("set or remove is missing");
    }

    @Test
    void aCanaryThatCannotBeIsRefusedBeforeAnyBrokerIsAsked() {
        assertThat(run("publish", "x.zip", "--step", "10m")).isEqualTo(2);
        assertThat(errors).asString().contains("--without-truths need --canary");
        assertThat(run("publish", "x.zip", "--canary", "25%,5%,100%")).isEqualTo(2);
        assertThat(errors).asString().contains("must rise from over 0 to 1 in 2 to 20 steps, got [0.25, 0.05, 1.0]");
        assertThat(run("publish", "x.zip", "--canary", "5%,100%", "--step", "10", "--margin", "much"))
                .isEqualTo(2);
        assertThat(errors)
                .asString()
                .contains(
                        "expected a time, as 30s, 10m, 2h or 1d, got \"10\"",
                        "expected a share, as 5% or 0.05, got \"much\"");
        assertThat(run("publish", "x.zip", "--canary", "5%,100%", "--alias", "challenger"))
                .isEqualTo(2);
        assertThat(errors).asString().contains("--canary goes neither with --alias challenger nor with");
    }

    private int run(String... arguments) {
        CommandLine command = TrainerMain.commandLine();
        return command.setErr(new PrintWriter(errors, true)).execute(arguments);
    }
}
