package io.fashionstream.stream.settings;

import static io.fashionstream.check.Check.require;

import io.fashionstream.stream.reference.AddressRules;
import io.fashionstream.stream.reference.AllowedPrefix;
import io.fashionstream.stream.reference.FetchLimits;
import io.fashionstream.stream.reference.ReferenceSettings;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** The settings of images by reference. */
final class ReferenceKeys {
    private static final String PREFIXES = "dataref.prefixes";
    private static final String NETWORKS = "dataref.networks";
    private static final String FETCHES = "dataref.fetches";
    private static final String AHEAD_BYTES = "dataref.ahead.bytes";
    private static final String ATTEMPT_MS = "dataref.attempt.ms";
    private static final String TIMEOUT_MS = "dataref.timeout.ms";
    private static final String POLL_TIMEOUT_MS = "dataref.poll.timeout.ms";
    private static final long LONGEST_MS = 600_000;

    private ReferenceKeys() {}

    static void define(SettingsTable table) {
        table.text(
                        PREFIXES,
                        "",
                        "empty or like https://images.example/shop/,file:/srv/pictures/",
                        value -> isReadable(() -> AllowedPrefix.listOf(value)),
                        "addresses below which images by reference are fetched; empty: nothing is fetched")
                .text(
                        NETWORKS,
                        "",
                        "empty or like 10.20.0.0/16,fd00::/8",
                        value -> isReadable(() -> AddressRules.allowing(value)),
                        "networks that they may be fetched from although they are private, loopback or otherwise special")
                .number(FETCHES, 64, 1, 1_024, "images that are fetched at once")
                .number(
                        AHEAD_BYTES,
                        33_554_432,
                        0,
                        4_294_967_296L,
                        "bytes of fetched images that wait for their turn, until no more are fetched ahead")
                .number(ATTEMPT_MS, 3_000, 10, LONGEST_MS, "longest time of one attempt at an image")
                .number(TIMEOUT_MS, 10_000, 10, LONGEST_MS, "longest time of all attempts at an image")
                .number(
                        POLL_TIMEOUT_MS,
                        60_000,
                        10,
                        LONGEST_MS,
                        "longest time from the poll of an image by reference until it is fetched or rejected");
    }

    private static boolean isReadable(Supplier<?> reading) {
        try {
            return reading.get() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Settings of these {@code values}, by key.
     *
     * @param maxBytes of an image, however it comes
     * @throws IllegalArgumentException if they do not fit each other
     */
    static ReferenceSettings read(Function<String, Object> values, int maxBytes, Duration maxPollInterval) {
        FetchLimits limits = new FetchLimits(
                maxBytes,
                Math.toIntExact((long) values.apply(FETCHES)),
                (long) values.apply(AHEAD_BYTES),
                millis(values, ATTEMPT_MS),
                millis(values, TIMEOUT_MS),
                millis(values, POLL_TIMEOUT_MS));
        ReferenceSettings settings = new ReferenceSettings(
                AllowedPrefix.listOf((String) values.apply(PREFIXES)),
                AddressRules.allowing((String) values.apply(NETWORKS)),
                limits);
        require(
                !settings.isOn() || limits.pollTimeout().compareTo(maxPollInterval.dividedBy(2)) <= 0,
                "dataref.poll.timeout.ms must be at most half of max.poll.interval.ms, got %s and %s",
                limits.pollTimeout().toMillis(),
                maxPollInterval.toMillis());
        return settings;
    }

    private static Duration millis(Function<String, Object> values, String key) {
        return Duration.ofMillis((long) values.apply(key));
    }
}
