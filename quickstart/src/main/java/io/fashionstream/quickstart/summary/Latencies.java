package io.fashionstream.quickstart.summary;

import static io.fashionstream.check.Check.require;

import java.time.Duration;
import java.util.Arrays;

/** Durations of which percentiles are asked. Confined to one thread. */
public final class Latencies {
    private long[] micros = new long[1024];
    private int size;

    public void add(Duration latency) {
        if (size == micros.length) {
            micros = Arrays.copyOf(micros, 2 * size);
        }
        micros[size++] = latency.toNanos() / 1000;
    }

    public void clear() {
        size = 0;
    }

    /**
     * The smallest latency in milliseconds that at least {@code share} of all do not exceed; 0 if there are none.
     *
     * @param share in (0, 1]
     */
    public double percentileMillis(double share) {
        require(share > 0 && share <= 1, "a percentile's share must be in (0, 1], got %s", share);
        if (size == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(micros, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * size) - 1] / 1000.0;
    }
}
