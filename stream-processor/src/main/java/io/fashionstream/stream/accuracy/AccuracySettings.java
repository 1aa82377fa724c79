package io.fashionstream.stream.accuracy;

import static io.fashionstream.check.Check.require;

import java.time.Duration;

/**
 * How accuracy is counted.
 *
 * @param window length of the rolling window, a whole number of steps, at most 360
 * @param step time between publications, 100 ms to 1 h
 * @param retention how far a label and its truth may lie apart, and how late either may come; 1 s to 31 days
 * @param precedence which source of truth wins
 * @param alerts when a class is reported as too often wrong
 */
public record AccuracySettings(
        Duration window, Duration step, Duration retention, TruthPrecedence precedence, AlertRules alerts) {
    /** Five minutes in steps of ten seconds; truths within a day; ground truth wins. */
    public static final AccuracySettings DEFAULT = new AccuracySettings(
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Duration.ofHours(24),
            TruthPrecedence.GROUND_TRUTH,
            AlertRules.DEFAULT);

    private static final int MOST_STEPS = 360;

    public AccuracySettings {
        require(
                !isShorter(step, Duration.ofMillis(100)) && !isShorter(Duration.ofHours(1), step),
                "accuracy.step.ms must be 100 to 3600000, got %s",
                step.toMillis());
        long steps = window.toMillis() / step.toMillis();
        require(
                window.equals(step.multipliedBy(steps)) && steps >= 1 && steps <= MOST_STEPS,
                "accuracy.window.ms must be 1 to %s whole steps of %s, got %s",
                MOST_STEPS,
                step.toMillis(),
                window.toMillis());
        require(
                !isShorter(retention, Duration.ofSeconds(1)) && !isShorter(Duration.ofDays(31), retention),
                "truth.retention.ms must be 1000 to 2678400000, got %s",
                retention.toMillis());
    }

    private static boolean isShorter(Duration one, Duration other) {
        return one.compareTo(other) < 0;
    }

    /** How long figures may stand until whoever computes them is taken to be stuck: three steps, and five seconds. */
    Duration validity() {
        return step.multipliedBy(3).plusSeconds(5);
    }

    Buckets buckets() {
        return new Buckets(step.toMillis(), window.toMillis());
    }
}
