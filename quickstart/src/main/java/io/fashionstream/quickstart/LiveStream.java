package io.fashionstream.quickstart;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.quickstart.catalogue.Catalogue;
import io.fashionstream.quickstart.ledger.Answer;
import io.fashionstream.quickstart.ledger.AnswerReader;
import io.fashionstream.quickstart.ledger.Balance;
import io.fashionstream.quickstart.ledger.Ledger;
import io.fashionstream.quickstart.summary.RunSummary;
import io.fashionstream.quickstart.terminal.Frame;
import io.fashionstream.quickstart.terminal.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Publishes a catalogue's images, shows what comes of them while it does, and closes the books at the end. */
final class LiveStream implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    /** Longer than a commit interval: what was processed twice would have been committed twice by then. */
    private static final Duration SECOND_THOUGHTS = Duration.ofSeconds(1);

    private final KafkaConnection connection;
    private final Topics topics;
    private final StreamPlan plan;
    private final View view;
    private final Ledger ledger = new Ledger();
    private final StreamProgress progress;
    private final FrameSource frames;
    private final AnswerReader reader;
    private final AccuracyWatch accuracy;
    private final Catalogue catalogue;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    /**
     * Opens the clients; the topics must exist.
     *
     * @param batchSizes what the processor says of its batches so far
     */
    LiveStream(
            KafkaConnection connection,
            Topics topics,
            StreamPlan plan,
            Supplier<RunSummary.BatchSize> batchSizes,
            View view) {
        this.connection = connection;
        this.topics = topics;
        this.plan = plan;
        this.view = view;
        this.progress = new StreamProgress(ledger, plan.pictures());
        this.reader = new AnswerReader(connection, topics);
        this.accuracy = new AccuracyWatch(connection, topics);
        this.catalogue = new Catalogue(connection, topics, new LedgerEntries(ledger));
        this.frames = new FrameSource(plan.images().size(), ledger, progress, accuracy, batchSizes);
    }

    /**
     * Streams the whole plan; returns when everything is answered, or when nothing was for 45 s.
     *
     * @param halfWay run once on a thread of its own, as soon as half of the images are answered
     * @throws ExecutionException if publishing or {@code halfWay} failed
     */
    RunSummary run(Callable<?> halfWay) throws ExecutionException, InterruptedException {
        Instant start = Instant.now();
        Future<?> publishing = threads.submit(() -> {
            catalogue.publish(plan.images(), plan.imagesPerSecond());
            return null;
        });
        follow(start, publishing, halfWay);
        publishing.get();
        TimeUnit.MILLISECONDS.sleep(SECOND_THOUGHTS.toMillis());
        return summary(start, audit());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        catalogue.close();
        accuracy.close();
        reader.close();
    }

    private void follow(Instant start, Future<?> publishing, Callable<?> halfWay)
            throws ExecutionException, InterruptedException {
        int total = plan.images().size();
        Instant quietSince = start;
        Instant nextFrame = start;
        Future<?> release = null;
        while (progress.answers() < total && isRecent(quietSince)) {
            List<Answer> answers = reader.poll(POLL);
            Instant now = Instant.now();
            progress.add(answers, now);
            quietSince = answers.isEmpty() ? quietSince : now;
            if (release == null && progress.answers() * 2 >= total) {
                release = threads.submit(halfWay);
            }
            if (!now.isBefore(nextFrame)) {
                nextFrame = now.plus(BETWEEN_FRAMES);
                view.show(frames.next(start, now));
                throwIfFailed(publishing);
                throwIfFailed(release);
            }
        }
        view.show(frames.next(start, Instant.now()));
    }

    private static boolean isRecent(Instant time) {
        return Duration.between(time, Instant.now()).compareTo(PATIENCE) < 0;
    }

    private static void throwIfFailed(@Nullable Future<?> work) throws ExecutionException, InterruptedException {
        if (work != null && work.isDone()) {
            work.get();
        }
    }

    /** Reads everything once more, from the beginning and with a client that knows nothing of the first reading. */
    private Balance audit() {
        try (AnswerReader auditor = new AnswerReader(connection, topics)) {
            return ledger.balance(auditor.readToEnd());
        }
    }

    private RunSummary summary(Instant start, Balance balance) {
        double seconds = Duration.between(start, progress.lastAnswer()).toNanos() / 1e9;
        return new RunSummary(
                balance.images(),
                balance.labelled(),
                balance.rejected(),
                balance.lost(),
                balance.doubled(),
                progress.score().accuracy(),
                progress.score().perClass(),
                seconds <= 0 ? 0 : progress.answers() / seconds,
                new RunSummary.LatencyMillis(
                        progress.latencies().percentileMillis(0.5),
                        progress.latencies().percentileMillis(0.99)),
                frames.batchSize(),
                progress.models().stream().map(Frame.Model::modelId).toList());
    }
}
