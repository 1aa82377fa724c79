package io.fashionstream.stream.settings;

import io.fashionstream.stream.endpoint.Access;
import io.fashionstream.stream.endpoint.AccessToken;
import io.fashionstream.stream.endpoint.EndpointSettings;
import io.fashionstream.stream.endpoint.EndpointSettings.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The settings of labelling over HTTP, and what becomes of them. */
final class EndpointKeys {
    static final String ACCESS = "label.access";
    static final String TOKEN_FILE = "label.token.file";
    static final String THREADS = "label.threads";
    static final String BUSY_PERCENT = "label.busy.percent";
    static final String MAX_REQUESTS = "label.max.requests";
    static final String MAX_IMAGES = "label.max.images";
    static final String MAX_BYTES = "label.max.bytes";
    static final String TIMEOUT_MS = "label.timeout.ms";

    private EndpointKeys() {}

    static void define(SettingsTable table, Limits limits) {
        table.choice(
                        ACCESS,
                        Access.LOCAL.key(),
                        Access.keys(),
                        "who may have images labelled over HTTP: nobody, this machine, who has the token, everybody")
                .text(TOKEN_FILE, "", "a path", ".*", "file with the token that `label.access=token` asks for")
                .number(THREADS, limits.threads(), 1, 16, "threads that label for HTTP, apart from the stream's")
                .number(
                        BUSY_PERCENT,
                        limits.busyPercent(),
                        1,
                        100,
                        "share of its time that such a thread works at most; the rest is the stream's")
                .number(MAX_REQUESTS, limits.maxRequests(), 1, 256, "HTTP requests in work at once; others get 429")
                .number(MAX_IMAGES, limits.maxImages(), 1, 256, "images of one HTTP request")
                .number(MAX_BYTES, limits.maxBytes(), 784, 67_108_864, "bytes of one HTTP request")
                .number(TIMEOUT_MS, limits.timeout().toMillis(), 100, 60_000, "longest time to answer an HTTP request");
    }

    /**
     * The checked settings.
     *
     * @param value of each key
     * @throws IllegalArgumentException if they do not go together, or the token cannot be read
     */
    static EndpointSettings read(Function<String, Object> value) {
        String tokenFile = (String) value.apply(TOKEN_FILE);
        return new EndpointSettings(
                Access.ofKey((String) value.apply(ACCESS)).orElseThrow(),
                tokenFile.isEmpty() ? Optional.empty() : Optional.of(AccessToken.in(Path.of(tokenFile))),
                new Limits(
                        number(value, THREADS),
                        number(value, BUSY_PERCENT),
                        number(value, MAX_REQUESTS),
                        number(value, MAX_IMAGES),
                        number(value, MAX_BYTES),
                        Duration.ofMillis((long) value.apply(TIMEOUT_MS))));
    }

    private static int number(Function<String, Object> value, String key) {
        return Math.toIntExact((long) value.apply(key));
    }
}
