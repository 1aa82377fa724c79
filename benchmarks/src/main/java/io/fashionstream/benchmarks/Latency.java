package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import java.util.Arrays;

/** From sending an image to reading its committed label, in milliseconds, at a stated rate. */
record Latency(double imagesPerSecond, double p50Millis, double p99Millis) {
    /** Nearest-rank percentiles of {@code nanos}, in any order. */
    static Latency of(double imagesPerSecond, long[] nanos) {
        require(nanos.length > 0, "a latency needs at least one label");
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latency(imagesPerSecond, percentile(sorted, 0.5), percentile(sorted, 0.99));
    }

    private static double percentile(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }
}
