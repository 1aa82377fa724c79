package io.fashionstream.endtoend.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stream processor as a JVM of its own, which can be killed like one. */
final class ProcessorProcess implements AutoCloseable {
    private final List<String> command = new ArrayList<>();
    private final Path log;
    private Process process;

    ProcessorProcess(Map<String, String> settings, Path log) throws IOException {
        this.log = log;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("io.fashionstream.stream.command.StreamProcessorMain", "process"));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        process = start();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Ends it as a power cut would, and starts it again. */
    void killAndRestart() throws IOException {
        close();
        process = start();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
