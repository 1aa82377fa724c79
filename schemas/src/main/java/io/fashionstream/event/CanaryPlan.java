package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.time.Duration;
import java.util.List;

/**
 * How a canary is to grow, as it was stated when it began.
 *
 * @param shares of the products that it serves step by step, rising, the last one 1; at least two
 * @param stepMillis how long each step lasts at least
 * @param waitMillis how much longer a step may wait for evidence until the canary is taken back
 * @param margin how far the canary's accuracy may lie below the champion's, in [0, 1)
 * @param minTruths images of known truth that either model needs, before anything is decided by its accuracy
 * @param withoutTruths whether a step that gets no evidence in time lets the canary grow, instead of taking it back
 */
public record CanaryPlan(
        List<Double> shares, long stepMillis, long waitMillis, double margin, long minTruths, boolean withoutTruths) {
    private static final int MOST_SHARES = 20;

    public CanaryPlan {
        shares = List.copyOf(shares);
        require(
                shares.size() >= 2 && shares.size() <= MOST_SHARES && isRisingToAll(shares),
                "the shares of a canary must rise from over 0 to 1 in 2 to %s steps, got %s",
                MOST_SHARES,
                shares);
        require(stepMillis >= 1000, "a step of a canary must last at least 1 s, got %s ms", stepMillis);
        require(waitMillis >= 0, "the wait for evidence must not be negative, got %s ms", waitMillis);
        require(margin >= 0 && margin < 1, "the margin of a canary must be from 0 to under 1, got %s", margin);
        require(minTruths >= 1, "a canary needs at least 1 image of known truth, got %s", minTruths);
    }

    private static boolean isRisingToAll(List<Double> shares) {
        double before = 0;
        for (double share : shares) {
            if (!(share > before)) {
                return false;
            }
            before = share;
        }
        return before == 1;
    }

    /** The share that follows {@code share}; 1 after the last one below. */
    public double shareAfter(double share) {
        return shares.stream().filter(next -> next > share).findFirst().orElse(1.0);
    }

    public Duration step() {
        return Duration.ofMillis(stepMillis);
    }

    public Duration maxWait() {
        return Duration.ofMillis(waitMillis);
    }
}
