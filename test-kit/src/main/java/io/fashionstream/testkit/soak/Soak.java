package io.fashionstream.testkit.soak;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.testkit.ledger.AnswerReader;
import io.fashionstream.testkit.process.ProcessUsage;
import io.fashionstream.testkit.process.ProcessorJvm;
import io.fashionstream.trainer.data.LabelledImages;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Streams many images through one processor, and prints at equal steps what its process takes of the machine. At the end the
 * processor is stopped and started, then killed and started, and the time to its first answer is printed. Driven by one thread.
 */
public final class Soak implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Images that wait for the processor each time that it comes back. */
    private static final int WAITING = 1000;

    /** Many commit intervals: a second answer to an image would be committed within that time. */
    private static final Duration TIME_FOR_A_SECOND_ANSWER = Duration.ofSeconds(2);

    private static final double MIB = 1024 * 1024;

    private final KafkaConnection connection;
    private final Path directory;
    private final PrintStream out;
    private final AnswerReader reader;
    private final SoakImages images;
    private final ExecutorService publisher = Executors.newSingleThreadExecutor();
    private ProcessorJvm processor;

    /**
     * Creates the topics, and starts the processor.
     *
     * @param directory for its log and state
     * @param settings of the processor
     * @param out where the rows of the table go
     */
    public Soak(KafkaConnection connection, Path directory, Map<String, String> settings, PrintStream out) {
        this.connection = connection;
        this.directory = directory;
        this.out = out;
        new TopicCreation(connection, PATIENCE).create(TopicSpecs.of(Topics.DEFAULT, PARTITIONS), 1);
        Map<String, String> own = new HashMap<>(settings);
        own.putIfAbsent("topic.create", "false");
        this.processor = ProcessorJvm.start("soak", connection, Topics.DEFAULT, directory, own);
        this.reader = new AnswerReader(connection, Topics.DEFAULT);
        this.images = new SoakImages(connection, Topics.DEFAULT);
    }

    public void release(ModelArtifact model) {
        new ReleasePublisher(connection, Topics.DEFAULT, PATIENCE, Clock.systemUTC())
                .publish(model, ModelAlias.CHAMPION, "soak");
    }

    /**
     * Streams the images of {@code source} over and over, and prints a row after each {@code 1 / samples} of them; then
     * stops the processor and starts it again, and once more with its disk lost, with some more images each time.
     *
     * @return whether each was labelled exactly once
     */
    public boolean run(LabelledImages source, int count, int samples) throws InterruptedException, ExecutionException {
        out.println("      images  seconds  images/s  CPU s  resident MiB  threads  files  state MiB");
        Future<?> publishing = publisher.submit(() -> {
            images.publish(source, count);
            return null;
        });
        Row row = new Row(0, System.nanoTime());
        for (int sample = 1; sample <= samples && follow((long) count * sample / samples); sample++) {
            row = row(row);
        }
        int all = count;
        if (images.answers() >= count) {
            publishing.get();
            processor.terminate();
            comeBack(source, "Stopped and started again");
            processor.kill();
            processor.wipeState();
            comeBack(source, "Killed, its disk lost, and started again");
            all += 2 * WAITING;
        }
        TimeUnit.MILLISECONDS.sleep(TIME_FOR_A_SECOND_ANSWER.toMillis());
        reader.readToEnd().forEach(images::answered);
        out.println(images.balance());
        return images.isEven(all);
    }

    private void comeBack(LabelledImages source, String what) throws InterruptedException {
        int before = images.answers();
        images.publish(source, WAITING);
        long start = System.nanoTime();
        processor = processor.startAgain();
        boolean back = follow(before + 1);
        double seconds = (System.nanoTime() - start) / 1e9;
        out.println(
                String.format(Locale.ROOT, "%s: %s after %.1f s", what, back ? "first answer" : "no answer", seconds));
        follow(before + WAITING);
    }

    /** Reads answers until there are {@code wanted} in all; false if none came for a minute. */
    private boolean follow(long wanted) {
        long lastAnswer = System.nanoTime();
        while (images.answers() < wanted) {
            int before = images.answers();
            reader.poll(POLL).forEach(images::answered);
            lastAnswer = images.answers() > before ? System.nanoTime() : lastAnswer;
            if (System.nanoTime() - lastAnswer > PATIENCE.toNanos()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        publisher.shutdownNow();
        images.close();
        reader.close();
        processor.close();
    }

    private Row row(Row before) {
        Row now = new Row(images.answers(), System.nanoTime());
        ProcessUsage usage = ProcessUsage.of(processor.pid());
        double seconds = (now.nanos - before.nanos) / 1e9;
        out.println(String.format(
                Locale.ROOT,
                "%,12d %8.1f %,9.0f %6.1f %,13.0f %8d %6d %,10.1f",
                now.answers,
                seconds,
                (now.answers - before.answers) / seconds,
                usage.processorTime().toMillis() / 1000.0,
                usage.residentBytes() / MIB,
                usage.threads(),
                usage.openFiles(),
                bytes(directory.resolve("state")) / MIB));
        return now;
    }

    /** 0 if files disappear while they are counted: the processor writes meanwhile. */
    private static long bytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private record Row(int answers, long nanos) {}
}
