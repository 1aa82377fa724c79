package io.fashionstream.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a process takes of its machine at one moment, as Linux counts it.
 *
 * @param residentBytes physical memory that it occupies
 * @param openFiles files, sockets and pipes
 * @param processorTime of all its threads since it began
 */
public record ProcessUsage(long residentBytes, int threads, int openFiles, Duration processorTime) {
    private static final int KIBIBYTE = 1024;

    /**
     * What a running process takes now.
     *
     * @throws UncheckedIOException if there is none of that id, or this is not Linux
     */
    public static ProcessUsage of(long pid) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            String status = Files.readString(process.resolve("status"));
            return new ProcessUsage(
                    number(status, "VmRSS:") * KIBIBYTE,
                    (int) number(status, "Threads:"),
                    (int) files.count(),
                    ProcessHandle.of(pid)
                            .flatMap(handle -> handle.info().totalCpuDuration())
                            .orElse(Duration.ZERO));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see what process " + pid + " takes", e);
        }
    }

    private static long number(String status, String key) {
        return status.lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
