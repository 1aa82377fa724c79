package io.fashionstream.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
final class InterruptionTest {
    @Test
    void aStoppedProgramClosesWhatItStartedAndShowsNoTrace() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        try (var said = program.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("at work");

            program.toHandle().destroy(); // Process.destroy would close the stream that is still to be read

            assertThat(said.lines()).containsExactly("closed", Program.STOPPED);
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void aFailureThatNobodyAskedForIsThrown() {
        IOException failure = new IOException("disk full");

        assertThat(catchThrowable(() -> Interruption.guard(() -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    /** Works until it is interrupted, and makes another failure of that, as libraries do. */
    static final class Program {
        static final String STOPPED = "Stopped; everything that was started is closed.";

        private Program() {}

        public static void main(String[] arguments) throws Exception {
            System.exit(Interruption.guard(Program::work));
        }

        private static int work() throws IOException {
            System.out.println("at work");
            try {
                Thread.sleep(TimeUnit.MINUTES.toMillis(5));
                return 0;
            } catch (InterruptedException e) {
                throw new IOException("a read was cut short", e);
            } finally {
                System.out.println("closed");
            }
        }
    }
}
