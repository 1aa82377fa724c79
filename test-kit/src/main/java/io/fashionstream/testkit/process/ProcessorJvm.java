package io.fashionstream.testkit.process;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One stream processor in a JVM of its own, with this JVM's class path. Its state and its log lie in one directory, and
 * stay there when it ends. It is killed when this JVM exits, unless this JVM is killed itself. Unix only. Safe for use by several
 * threads.
 */
public final class ProcessorJvm implements AutoCloseable {
    private static final String MAIN = "io.fashionstream.stream.command.StreamProcessorMain";
    private static final int HEAP_MEBIBYTES = 384;
    private static final List<String> FLAGS =
            List.of("-Djava.awt.headless=true", "-Dlogback.configurationFile=logback-stderr.xml", "-Dlog.level=INFO");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Path directory;
    private final Map<String, String> settings;
    private final Process process;

    private ProcessorJvm(String name, Path directory, Map<String, String> settings, Process process) {
        this.name = name;
        this.directory = directory;
        this.settings = settings;
        this.process = process;
    }

    /**
     * Starts an instance, and returns at once.
     *
     * @param name instance id, and name of the log and state below {@code directory}
     * @param own processor settings that win over this class's
     */
    public static ProcessorJvm start(
            String name, KafkaConnection connection, Topics topics, Path directory, Map<String, String> own) {
        Map<String, String> settings = new TreeMap<>();
        connection.clientSettings().forEach((key, value) -> settings.put("kafka." + key, value));
        settings.put("bootstrap.servers", connection.bootstrapServers());
        settings.put("topic.prefix", topics.prefix());
        settings.put("instance.id", name);
        settings.put("state.dir", directory.resolve("state").toString());
        settings.put("http.port", "0");
        settings.putAll(own);
        return launch(name, directory, settings);
    }

    private static ProcessorJvm launch(String name, Path directory, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of("process"));
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        ProcessBuilder builder = JavaProgram.of(HEAP_MEBIBYTES, FLAGS, MAIN, arguments);
        builder.redirectErrorStream(true);
        File log = directory.resolve(name + ".log").toFile();
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("FASHION_STREAM_"));
        try {
            Files.createDirectories(directory);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ProcessorJvm(name, directory, settings, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** Where it logs. */
    public Path log() {
        return directory.resolve(name + ".log");
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Sends SIGKILL, and returns when the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /**
     * Sends SIGTERM, on which the processor drains and hands over, and returns when the process is gone.
     *
     * @return its exit code
     */
    public int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Sends SIGSTOP: the process stands still until {@link #resume}. */
    public void pause() throws InterruptedException {
        signal("STOP");
    }

    /** Sends SIGCONT: the process goes on where it stood still. */
    public void resume() throws InterruptedException {
        signal("CONT");
    }

    /** Removes its local state; it must have ended. */
    public void wipeState() {
        try (Stream<Path> files = Files.walk(directory.resolve("state").resolve(name))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot wipe the state of " + name, e);
        }
    }

    /** The same instance again, with the same settings and whatever state is left; this one must have ended. */
    public ProcessorJvm startAgain() {
        return launch(name, directory, settings);
    }

    /** Sends SIGKILL if the process is still running, and does not wait for its end. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    private int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " did not end within " + PATIENCE.toSeconds() + " s, see " + log());
        }
        return process.exitValue();
    }

    private void signal(String signal) throws InterruptedException {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + signal + " " + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send " + signal + " to " + name, e);
        }
    }
}
