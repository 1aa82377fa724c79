package io.fashionstream.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Programs whose standard output goes to a real {@code head}. */
@EnabledOnOs(OS.LINUX)
final class StandardOutputTest {
    @Test
    void aProgramThatGoesOnWritingEndsQuietlyOnceNobodyReads() throws Exception {
        Ended ended = pipedTo("head -n 2", "write");

        assertThat(ended.output()).isEqualTo("line 0\nline 1\n0\n");
    }

    @Test
    void aProgramThatWaitsForNewsEndsToo() throws Exception {
        Ended ended = pipedTo("head -n 1", "wait");

        assertThat(ended.output()).isEqualTo("news\n0\n");
    }

    @Test
    void helpCanBeCutShort() throws Exception {
        Ended ended = pipedTo("true", "--help");

        assertThat(ended.output()).isEqualTo("0\n");
    }

    @Test
    void aReaderThatStaysIsWaitedFor() throws Exception {
        Ended ended = pipedTo("(sleep 4; cat)", "short");

        assertThat(ended.output()).isEqualTo("not gone\n0\n");
    }

    /** What the reader and standard error showed, and the exit code of the program itself as the last line. */
    private record Ended(String output) {}

    private static Ended pipedTo(String reader, String command) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String program = "\"%s\" -XX:TieredStopAtLevel=1 -cp \"$CLASSES\" '%s' %s"
                .formatted(java, Endless.class.getName(), command);
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", program + " | " + reader + "; echo ${PIPESTATUS[0]}")
                .redirectErrorStream(true);
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(new String(process.getInputStream().readAllBytes(), UTF_8));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Runs in a JVM of its own. */
    @Command(
            name = "endless",
            subcommands = {Endless.Write.class, Endless.Wait.class, Endless.WaitBriefly.class},
            mixinStandardHelpOptions = true)
    static final class Endless extends CommandGroup {
        Endless() {
            super("a command is missing");
        }

        public static void main(String[] arguments) {
            System.exit(Programs.commandLine(new Endless()).execute(arguments));
        }

        @Command(name = "write")
        static final class Write implements Runnable {
            @Spec
            @SuppressWarnings("NullAway.Init") // picocli sets it before run
            private CommandSpec spec;

            @Override
            public void run() {
                PrintWriter out = spec.commandLine().getOut();
                for (long i = 0; ; i++) {
                    out.println("line " + i);
                }
            }
        }

        @Command(name = "wait")
        static final class Wait implements Callable<Integer> {
            @Spec
            @SuppressWarnings("NullAway.Init") // picocli sets it before run
            private CommandSpec spec;

            @Override
            public Integer call() throws InterruptedException {
                CountDownLatch gone = new CountDownLatch(1);
                spec.commandLine().getOut().println("news");
                StandardOutput.whenReaderIsGone(gone::countDown);
                return gone.await(50, TimeUnit.SECONDS) ? 0 : 1;
            }
        }

        @Command(name = "short")
        static final class WaitBriefly implements Callable<Integer> {
            @Spec
            @SuppressWarnings("NullAway.Init") // picocli sets it before run
            private CommandSpec spec;

            @Override
            public Integer call() throws InterruptedException {
                CountDownLatch gone = new CountDownLatch(1);
                StandardOutput.whenReaderIsGone(gone::countDown);
                spec.commandLine().getOut().println(gone.await(3, TimeUnit.SECONDS) ? "gone" : "not gone");
                return 0;
            }
        }
    }
}
