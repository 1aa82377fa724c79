package io.fashionstream.stream.reference;

import static io.fashionstream.check.Check.require;

import java.time.Duration;

/**
 * How much and how long may be fetched.
 *
 * @param maxBytes of one image
 * @param atOnce fetches at once
 * @param aheadBytes of fetched images that wait for their turn; nothing more is begun ahead while there are more
 * @param attempt longest time of one attempt
 * @param timeout longest time of all attempts at one image, from the beginning of the first
 * @param pollTimeout longest time from the poll of a record until its image is there or given up
 */
public record FetchLimits(
        int maxBytes, int atOnce, long aheadBytes, Duration attempt, Duration timeout, Duration pollTimeout) {
    public FetchLimits {
        require(maxBytes >= 1, "an image must be allowed a byte, got %s", maxBytes);
        require(atOnce >= 1, "one fetch at once must be allowed, got %s", atOnce);
        require(
                !attempt.isNegative() && !attempt.isZero() && attempt.compareTo(timeout) <= 0,
                "dataref.attempt.ms must be at most dataref.timeout.ms, got %s and %s",
                attempt.toMillis(),
                timeout.toMillis());
        require(
                timeout.compareTo(pollTimeout) <= 0,
                "dataref.timeout.ms must be at most dataref.poll.timeout.ms, got %s and %s",
                timeout.toMillis(),
                pollTimeout.toMillis());
    }
}
