package io.fashionstream.endtoend.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the real {@code fashion-stream} script in a project of stand-ins, with a Maven that only writes start scripts. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String PROGRAM = "#!/bin/sh\necho \"ran: $*\"\nexit 7\n";

    @TempDir
    Path project;

    @TempDir
    Path tools;

    @BeforeEach
    void layOutAProject() throws IOException {
        Files.copy(Path.of("..", "fashion-stream"), project.resolve("fashion-stream"));
        executable(project.resolve("fashion-stream"));
        for (String module : List.of("schemas", "trainer", "stream-processor", "quickstart")) {
            write(project.resolve(module).resolve("src/main/java/Source.java"), "");
            write(project.resolve(module).resolve("pom.xml"), "");
        }
        write(project.resolve("pom.xml"), "");
        write(project.resolve("src/program/start"), "");
        maven("""
                #!/bin/sh
                echo "maven: $*" >>maven.calls
                for program in trainer stream-processor test-kit quickstart; do
                  mkdir -p $program/target/$program/bin
                  printf '%s' '""" + PROGRAM + """
                ' >$program/target/$program/bin/$program
                  chmod +x $program/target/$program/bin/$program
                done
                """);
    }

    @Test
    void withoutArgumentsItHelpsAndBuildsNothing() throws Exception {
        Outcome outcome = run("fashion-stream");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.text()).contains("Usage: ./fashion-stream COMMAND").contains("quickstart");
        assertThat(mavenCalls()).isEmpty();
    }

    @Test
    void anUnknownCommandIsWrongUsage() throws Exception {
        Outcome outcome = run("fashion-stream", "proces");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.text()).contains("unknown command: proces");
    }

    @Test
    void aCommandIsBuiltOnceAndItsExitCodePassesThrough() throws Exception {
        Outcome first = run("fashion-stream", "process", "--http-port", "1 2");
        Outcome second = run("fashion-stream", "process");

        assertThat(first.exitCode()).isEqualTo(7);
        assertThat(first.text()).contains("ran: process --http-port 1 2");
        assertThat(second.exitCode()).isEqualTo(7);
        assertThat(mavenCalls()).hasSize(1);
        assertThat(mavenCalls().get(0)).contains("-pl stream-processor -am").contains("-Dmaven.test.skip=true");
    }

    @ParameterizedTest
    @CsvSource({
        "chaos, test-kit",
        "soak, test-kit",
        "quickstart, quickstart",
        "train, trainer",
        "send, stream-processor"
    })
    void eachCommandIsBuiltAndRunByItsProgram(String command, String program) throws Exception {
        Outcome outcome = run("fashion-stream", command, "--data", "nowhere");

        assertThat(outcome.text()).contains("ran: " + command + " --data nowhere");
        assertThat(mavenCalls()).singleElement().asString().contains("-pl " + program + " -am");
    }

    @Test
    void onlySourcesOfTheProgramMakeItStale() throws Exception {
        run("fashion-stream", "process");

        touch("trainer/src/main/java/Source.java");
        run("fashion-stream", "process");
        assertThat(mavenCalls()).hasSize(1);

        touch("schemas/src/main/java/Source.java");
        run("fashion-stream", "process");
        assertThat(mavenCalls()).hasSize(2);
    }

    @Test
    void aBuildThatFailsShowsTheEndOfItsLogAndRunsNothing() throws Exception {
        maven("#!/bin/sh\necho '[ERROR] cannot find symbol Foo'\nexit 1\n");

        Outcome outcome = run("fashion-stream", "process");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text())
                .contains("cannot find symbol Foo")
                .contains("build.log")
                .doesNotContain("ran:");
    }

    @Test
    void itFindsItsProjectThroughASymbolicLink() throws Exception {
        Files.createSymbolicLink(tools.resolve("fs"), project.resolve("fashion-stream"));

        Outcome outcome = run(tools.resolve("fs").toString(), "watch");

        assertThat(outcome.text()).contains("ran: watch");
    }

    @Test
    void anOldJavaIsNamedWithItsVersion() throws Exception {
        Path java = tools.resolve("old/bin/java");
        write(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        executable(java);

        Outcome outcome = run(Map.of("JAVA_HOME", tools.resolve("old").toString()), "fashion-stream", "process");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text()).contains("Java 17 or newer is needed").contains("version 11");
    }

    @Test
    void imagesAreMadeOfProgramsThatAreBuiltFirst() throws Exception {
        write(tools.resolve("docker"), "#!/bin/sh\n[ -x \"$7/target\"/*/bin/* ] && echo \"docker: $*\" >&2\n");
        executable(tools.resolve("docker"));

        Outcome outcome = run("fashion-stream", "images", "1.0");

        assertThat(outcome.exitCode()).isZero();
        assertThat(mavenCalls()).isNotEmpty();
        for (String program : List.of("stream-processor", "trainer")) {
            assertThat(outcome.text())
                    .contains("docker: build --quiet --tag fashion-stream/" + program + ":1.0 ")
                    .contains("built the image fashion-stream/" + program + ":1.0");
        }
    }

    @Test
    void anImageHasTheListOfPartsThatWhatOnlyRunsHereDoesWithout() throws Exception {
        write(tools.resolve("docker"), "#!/bin/sh\n");
        executable(tools.resolve("docker"));

        run("fashion-stream", "process");
        run("fashion-stream", "images");

        assertThat(mavenCalls()).hasSize(3);
        assertThat(mavenCalls().get(0)).contains("-Dcyclonedx.skip=true", "-pl stream-processor");
        assertThat(mavenCalls().get(1)).contains("-Dcyclonedx.skip=false", "-pl stream-processor");
    }

    @Test
    void anImageThatCannotBeBuiltIsAFailure() throws Exception {
        write(tools.resolve("docker"), "#!/bin/sh\necho 'no space left' >&2\nexit 1\n");
        executable(tools.resolve("docker"));

        Outcome outcome = run("fashion-stream", "images");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text()).contains("no space left", "image of stream-processor could not be built");
    }

    private record Outcome(int exitCode, String text) {}

    private Outcome run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    private Outcome run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command));
        line.set(0, project.resolve(command[0]).toString());
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(tools.toFile()).redirectErrorStream(true);
        builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), text);
    }

    private List<String> mavenCalls() throws IOException {
        Path calls = project.resolve("maven.calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void maven(String script) throws IOException {
        write(tools.resolve("mvn"), script);
        executable(tools.resolve("mvn"));
    }

    /** As if it was edited a moment from now: file systems may keep whole seconds. */
    private void touch(String file) throws IOException {
        Files.setLastModifiedTime(
                project.resolve(file), FileTime.from(Instant.now().plusSeconds(2)));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
