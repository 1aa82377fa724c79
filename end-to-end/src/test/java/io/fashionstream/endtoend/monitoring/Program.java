package io.fashionstream.endtoend.monitoring;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program of this machine that runs until it is closed; its output lies in a file. */
public final class Program implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Whether a program can be started by its name. */
    public static boolean isInstalled(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, name)));
    }

    /** Starts {@code command} in {@code folder}, and returns at once. */
    static Program start(Path folder, String... command) {
        try {
            Path output = Files.createTempFile(
                    folder, Path.of(command[0]).getFileName().toString(), ".log");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Program(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command[0], e);
        }
    }

    /** What {@code command} says until it ends, whatever its exit code. */
    public static List<String> output(Path folder, String... command) {
        try (Program program = start(folder, command)) {
            program.process.waitFor();
            return program.said();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it ran " + command[0], e);
        }
    }

    /** What it said so far. */
    List<String> said() {
        try {
            return Files.readAllLines(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
