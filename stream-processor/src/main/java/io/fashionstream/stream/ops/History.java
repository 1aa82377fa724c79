package io.fashionstream.stream.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last hour of this instance in steps of ten seconds, so that its page can draw it whenever it is opened. A thread of
 * its own notes the moments. Safe for use by several threads.
 */
public final class History implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(History.class);
    static final Duration STEP = Duration.ofSeconds(10);
    static final int KEPT = 360;

    private final Supplier<Moment> now;
    private final Deque<Moment> moments = new ArrayDeque<>(KEPT);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "history");

    /**
     * How it went at one moment; null is what was not known.
     *
     * @param answered labels and rejections since the start
     * @param waiting images of all instances that were not answered yet
     * @param accuracy of the champion over the window that ended last, of all instances
     * @param modelId the champion
     */
    public record Moment(
            Instant time,
            long answered,
            @Nullable Double medianMillis,
            @Nullable Double slowestMillis,
            @Nullable Long waiting,
            @Nullable Double accuracy,
            @Nullable String modelId) {}

    /**
     * The moments as columns of equal length, oldest first, as charts take them.
     *
     * @param seconds since the epoch
     * @param imagesPerSecond since the moment before; null of the first
     */
    public record Columns(
            List<Long> seconds,
            List<@Nullable Double> imagesPerSecond,
            List<@Nullable Double> medianMillis,
            List<@Nullable Double> slowestMillis,
            List<@Nullable Long> waiting,
            List<@Nullable Double> accuracy,
            List<@Nullable String> modelIds) {}

    /** @param now asked for every moment; may throw, and is then asked again a step later */
    public History(Supplier<Moment> now) {
        this.now = now;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** The last hour. */
    public Columns columns() {
        List<Moment> shown = copy();
        return new Columns(
                shown.stream().map(moment -> moment.time().getEpochSecond()).toList(),
                rates(shown),
                column(shown, Moment::medianMillis),
                column(shown, Moment::slowestMillis),
                column(shown, Moment::waiting),
                column(shown, Moment::accuracy),
                column(shown, Moment::modelId));
    }

    synchronized void add(Moment moment) {
        if (moments.size() == KEPT) {
            moments.removeFirst();
        }
        moments.addLast(moment);
    }

    private synchronized List<Moment> copy() {
        return List.copyOf(moments);
    }

    private static <T> List<@Nullable T> column(List<Moment> moments, Function<Moment, @Nullable T> figure) {
        List<@Nullable T> column = new ArrayList<>(moments.size());
        moments.forEach(moment -> column.add(figure.apply(moment)));
        return column;
    }

    private static List<@Nullable Double> rates(List<Moment> moments) {
        List<@Nullable Double> rates = new ArrayList<>(moments.size());
        for (int i = 0; i < moments.size(); i++) {
            rates.add(i == 0 ? null : rate(moments.get(i - 1), moments.get(i)));
        }
        return rates;
    }

    private static @Nullable Double rate(Moment before, Moment after) {
        double seconds = Duration.between(before.time(), after.time()).toMillis() / 1e3;
        return seconds <= 0 ? null : (after.answered() - before.answered()) / seconds;
    }

    private void run() {
        try {
            do {
                note();
            } while (!closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note() {
        try {
            add(now.get());
        } catch (RuntimeException e) {
            log.warn("A moment is missing from the page's history", e);
        }
    }
}
