package io.fashionstream.quickstart;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.quickstart.summary.RunSummary;
import io.fashionstream.quickstart.terminal.Frame;
import io.fashionstream.quickstart.terminal.View;
import io.fashionstream.testkit.catalogue.Catalogue;
import io.fashionstream.testkit.catalogue.LedgerEntries;
import io.fashionstream.testkit.catalogue.StreamPlan;
import io.fashionstream.testkit.ledger.AccuracyRows;
import io.fashionstream.testkit.ledger.Answer;
import io.fashionstream.testkit.ledger.AnswerReader;
import io.fashionstream.testkit.ledger.Balance;
import io.fashionstream.testkit.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Publishes the images of a plan, shows their labels as they come, and at the end counts the answers to every image. */
public final class LiveStream implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    /** Many commit intervals: a second answer to an image would be committed within that time. */
    private static final Duration TIME_FOR_A_SECOND_ANSWER = Duration.ofSeconds(1);

    private final KafkaConnection connection;
    private final Topics topics;
    private final StreamPlan plan;
    private final View view;
    private final Ledger ledger = new Ledger();
    private final StreamProgress progress;
    private final FrameSource frames;
    private final AnswerReader reader;
    private final AccuracyRows accuracy;
    private final Catalogue catalogue;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private volatile String note = "";

    /** Releases a model. */
    @FunctionalInterface
    public interface Release {
        /** Releases {@code model}, and returns when the processor begins every batch with it. */
        void untilItServes(ModelArtifact model) throws InterruptedException;
    }

    /**
     * Opens the clients; the topics must exist.
     *
     * @param batchSizes gives the sizes of all batches so far
     */
    public LiveStream(
            KafkaConnection connection,
            Topics topics,
            StreamPlan plan,
            Supplier<RunSummary.BatchSize> batchSizes,
            View view) {
        this.connection = connection;
        this.topics = topics;
        this.plan = plan;
        this.view = view;
        this.progress = new StreamProgress(ledger, plan.pictures(), plan.classes());
        this.reader = new AnswerReader(connection, topics);
        this.accuracy = new AccuracyRows(connection, topics);
        this.catalogue = new Catalogue(connection, topics, new LedgerEntries(ledger));
        this.frames = new FrameSource(plan.images().size(), plan.classes(), ledger, progress, accuracy, batchSizes);
    }

    /**
     * Streams the whole plan; returns when everything is answered, or when images wait and nothing was answered for 45 s.
     *
     * @param release releases {@code second} while the third quarter of the images streams; the last quarter waits for it
     * @throws ExecutionException if publishing images or releasing the model failed
     */
    public RunSummary run(ModelArtifact second, Release release) throws ExecutionException, InterruptedException {
        Instant start = Instant.now();
        Future<?> publishing = threads.submit(() -> publish(second, release));
        follow(start, publishing);
        publishing.get();
        TimeUnit.MILLISECONDS.sleep(TIME_FOR_A_SECOND_ANSWER.toMillis());
        return summary(start, audit());
    }

    private @Nullable Void publish(ModelArtifact second, Release release)
            throws ExecutionException, InterruptedException {
        int images = plan.images().size();
        note = "half-way a second model follows";
        publish(0, images / 2);
        note = "half-way: released model " + second.modelId().substring(0, 8);
        Future<?> releasing = threads.submit(() -> {
            release.untilItServes(second);
            return null;
        });
        publish(images / 2, images * 3 / 4);
        releasing.get();
        publish(images * 3 / 4, images);
        return null;
    }

    private void publish(int from, int to) throws InterruptedException {
        catalogue.publish(plan.images().subList(from, to), plan.imagesPerSecond());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        catalogue.close();
        accuracy.close();
        reader.close();
    }

    private void follow(Instant start, Future<?> publishing) throws ExecutionException, InterruptedException {
        Instant quietSince = start;
        Instant nextFrame = start;
        while (progress.answers() < plan.images().size() && isRecent(quietSince)) {
            List<Answer> answers = reader.poll(POLL);
            Instant now = Instant.now();
            progress.add(answers, now);
            boolean waiting = answers.isEmpty() && ledger.images() > progress.answers();
            quietSince = waiting ? quietSince : now;
            if (!now.isBefore(nextFrame)) {
                nextFrame = now.plus(BETWEEN_FRAMES);
                view.show(frames.next(start, now, note));
                throwIfFailed(publishing);
            }
        }
        view.show(frames.next(start, Instant.now(), note));
    }

    private static boolean isRecent(Instant time) {
        return Duration.between(time, Instant.now()).compareTo(PATIENCE) < 0;
    }

    private static void throwIfFailed(Future<?> work) throws ExecutionException, InterruptedException {
        if (work.isDone()) {
            work.get();
        }
    }

    /** Reads all answers again from the beginning, with a new client: the balance does not rest on what was shown. */
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
                progress.models(null).stream().map(Frame.Model::modelId).toList());
    }
}
