package io.fashionstream.quickstart;

import io.fashionstream.event.Classes;
import io.fashionstream.quickstart.summary.RunSummary.BatchSize;
import io.fashionstream.quickstart.terminal.Frame;
import io.fashionstream.testkit.ledger.AccuracyRows;
import io.fashionstream.testkit.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Makes the frames of the live table from ledger, answers and accuracy rows. Confined to one thread. */
final class FrameSource {
    private static final Duration RECENT = Duration.ofSeconds(2);
    private static final Duration PICTURES_STAY = Duration.ofSeconds(1);

    private final int images;
    private final Ledger ledger;
    private final StreamProgress progress;
    private final AccuracyRows rows;
    private final AccuracyTable accuracy;
    private final Supplier<BatchSize> batchSizes;
    private final Deque<Moment> recent = new ArrayDeque<>();
    private List<Frame.Specimen> pictures = List.of();
    private Instant picturesSince = Instant.EPOCH;
    private Instant latenciesSince = Instant.EPOCH;
    private double latencyP50Millis;
    private double latencyP99Millis;
    private int largestBatch;

    /**
     * @param images that will be published
     * @param classes those of the images, in the order of the table
     * @param batchSizes gives the sizes of all batches so far
     */
    FrameSource(
            int images,
            Classes classes,
            Ledger ledger,
            StreamProgress progress,
            AccuracyRows rows,
            Supplier<BatchSize> batchSizes) {
        this.images = images;
        this.ledger = ledger;
        this.progress = progress;
        this.rows = rows;
        this.accuracy = new AccuracyTable(rows, classes);
        this.batchSizes = batchSizes;
    }

    /**
     * Makes the frame of {@code now}, for a stream that began at {@code start}.
     *
     * @param note which model is released at the moment, in words
     */
    Frame next(Instant start, Instant now, String note) {
        rows.update();
        refresh(now);
        String champion = rows.champion().orElse(null);
        return new Frame(
                Duration.between(start, now),
                new Frame.Counts(images, ledger.images(), progress.labelled(), progress.rejected()),
                rate(now),
                progress.models(champion),
                note,
                champion == null ? List.of() : accuracy.classes(champion),
                champion == null ? null : accuracy.all(champion).orElse(null),
                pictures);
    }

    /** Mean and largest size of all batches so far. */
    BatchSize batchSize() {
        BatchSize now = batchSizes.get();
        largestBatch = Math.max(largestBatch, now.max());
        return new BatchSize(now.mean(), largestBatch);
    }

    private void refresh(Instant now) {
        if (Duration.between(picturesSince, now).compareTo(PICTURES_STAY) > 0) {
            pictures = progress.specimens();
            picturesSince = now;
        }
        if (Duration.between(latenciesSince, now).compareTo(RECENT) > 0) {
            latencyP50Millis = progress.recentLatencies().percentileMillis(0.5);
            latencyP99Millis = progress.recentLatencies().percentileMillis(0.99);
            progress.recentLatencies().clear();
            latenciesSince = now;
        }
        recent.addLast(new Moment(now, progress.answers()));
        while (Duration.between(recent.getFirst().time(), now).compareTo(RECENT) > 0) {
            recent.removeFirst();
        }
    }

    private Frame.Rate rate(Instant now) {
        Moment first = recent.getFirst();
        double seconds = Duration.between(first.time(), now).toNanos() / 1e9;
        BatchSize batch = batchSize();
        return new Frame.Rate(
                seconds == 0 ? 0 : (progress.answers() - first.answers()) / seconds,
                batch.mean(),
                batch.max(),
                Math.round(latencyP50Millis),
                Math.round(latencyP99Millis));
    }

    private record Moment(Instant time, int answers) {}
}
