package io.fashionstream.stream.model;

import io.fashionstream.image.ImageTensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Times two networks beside each other. They take turns, so that whatever else the machine does slows both, and the median
 * counts, so that a few interruptions do not. Yet on a machine with ten busy threads to two cores the clock gave the slower
 * one the better median: hence processor time.
 */
final class SpeedTrial {
    private static final int FEWEST_ROUNDS = 5;
    private static final int MOST_ROUNDS = 25;
    private static final Duration LONG_ENOUGH = Duration.ofMillis(500);

    private final LongSupplier nanoClock;

    /** @param nanoClock nanoseconds from any time on, best of the calling thread's processor time */
    SpeedTrial(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /**
     * Runs both with single images and with full batches.
     *
     * @param images the largest batch, which both have run before
     */
    SpeedComparison run(ServingModel trained, ServingModel quantised, List<ImageTensor> images) {
        List<SpeedComparison.Pair> pairs = IntStream.of(1, images.size())
                .distinct()
                .mapToObj(size -> pair(trained, quantised, images.subList(0, size)))
                .toList();
        return new SpeedComparison(pairs);
    }

    private SpeedComparison.Pair pair(ServingModel trained, ServingModel quantised, List<ImageTensor> batch) {
        List<Long> nanosOfTrained = new ArrayList<>();
        List<Long> nanosOfQuantised = new ArrayList<>();
        long start = nanoClock.getAsLong();
        for (int round = 0; round < MOST_ROUNDS && !isEnough(round, start); round++) {
            nanosOfTrained.add(nanos(trained, batch));
            nanosOfQuantised.add(nanos(quantised, batch));
        }
        return new SpeedComparison.Pair(
                batch.size(),
                batch.size() * 1e9 / median(nanosOfTrained),
                batch.size() * 1e9 / median(nanosOfQuantised));
    }

    private boolean isEnough(int rounds, long start) {
        return rounds >= FEWEST_ROUNDS && nanoClock.getAsLong() - start > LONG_ENOUGH.toNanos();
    }

    private long nanos(ServingModel model, List<ImageTensor> batch) {
        long start = nanoClock.getAsLong();
        model.uncalibrated(batch);
        return Math.max(1, nanoClock.getAsLong() - start);
    }

    private static double median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }
}
