package io.fashionstream.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A contender in a JVM of its own: the native libraries bring an OpenMP each, which do not get on in one process. It
 * sleeps between its turns. Confined to one thread.
 */
final class ContenderProcess implements AutoCloseable {
    private final Contender.Kind kind;
    private final Process process;
    private final BufferedWriter turns;
    private final BufferedReader answers;
    private final long parameters;
    private final List<Round> rounds = new ArrayList<>();

    /**
     * Starts it, and returns when it is ready.
     *
     * @param arguments of {@link ContenderCommand}
     * @throws IOException if it ends before
     */
    ContenderProcess(Contender.Kind kind, int threads, List<String> arguments) throws IOException {
        this.kind = kind;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-Djava.awt.headless=true",
                "-Dlogback.configurationFile=logback-stderr.xml",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=" + threads,
                "-cp",
                System.getProperty("java.class.path"),
                BenchmarksMain.class.getName(),
                "contender",
                "--kind",
                kind.name(),
                "--threads",
                String.valueOf(threads)));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", kind == Contender.Kind.COMPILED ? "1" : String.valueOf(threads));
        process = builder.start();
        turns = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
        parameters = Long.parseLong(answer());
    }

    Contender.Kind kind() {
        return kind;
    }

    long parameters() {
        return parameters;
    }

    /** Gives it a turn of so many seconds. */
    Round turn(double seconds) throws IOException {
        turns.write(String.format(Locale.ROOT, "%s%n", seconds));
        turns.flush();
        Round round = Round.parse(answer());
        rounds.add(round);
        return round;
    }

    /** Its turns but the first, which warmed it up. */
    List<Round> counted() {
        return List.copyOf(rounds.subList(1, rounds.size()));
    }

    double firstLoss() {
        return rounds.get(0).loss();
    }

    double lastLoss() {
        return rounds.get(rounds.size() - 1).loss();
    }

    private String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(ContenderCommand.MARK)) {
                return line.substring(ContenderCommand.MARK.length());
            }
        }
        throw new IOException("a contender ended before its turn was over; see above");
    }

    @Override
    public void close() throws IOException {
        turns.close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
