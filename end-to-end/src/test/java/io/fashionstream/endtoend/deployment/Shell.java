package io.fashionstream.endtoend.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs of this machine, one after the other.
 *
 * @param directory where they run
 * @param environment added to that of this JVM
 */
record Shell(Path directory, Map<String, String> environment) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    Shell {
        environment = Map.copyOf(environment);
    }

    /** What one program did; {@code text} is its standard output and standard error. */
    record Outcome(int exitCode, String text) {}

    /**
     * Runs a program to its end.
     *
     * @return what it said
     * @throws IllegalStateException if it failed or took longer than five minutes
     */
    String run(List<String> command) {
        Outcome outcome = tryToRun(command);
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException(
                    "%s ended with %d:%n%s".formatted(String.join(" ", command), outcome.exitCode(), outcome.text()));
        }
        return outcome.text();
    }

    /** As {@link #run}, with any exit code; -1 if there is no such program, or it took longer than five minutes. */
    Outcome tryToRun(List<String> command) {
        try {
            Path output = Files.createTempFile("fashion-stream-shell", ".txt");
            try {
                return new Outcome(
                        exitCode(command, output), Files.readString(output).strip());
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int exitCode(List<String> command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it ran " + command, e);
        }
    }
}
