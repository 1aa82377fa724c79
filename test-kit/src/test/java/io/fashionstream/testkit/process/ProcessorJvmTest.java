package io.fashionstream.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProcessorJvmTest {
    @TempDir
    Path directory;

    @Test
    void itDoesNotOutliveTheProgramThatStartedIt() throws Exception {
        Process program = JavaProgram.of(64, List.of(), Program.class.getName(), List.of(directory.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long pid = Long.parseLong(program.inputReader(StandardCharsets.UTF_8).readLine());
        assertThat(isAlive(pid)).isTrue();

        program.destroy();

        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(10)).until(() -> !isAlive(pid));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Starts a processor, prints its process id, and waits for its own end. The processor is paused: it cannot end itself. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            ProcessorJvm processor = ProcessorJvm.start(
                    "paused", KafkaConnection.to("localhost:1"), new Topics(""), Path.of(arguments[0]), Map.of());
            processor.pause();
            System.out.println(processor.pid());
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
