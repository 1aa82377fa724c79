package io.fashionstream.stream.endpoint;

import static io.fashionstream.check.Check.require;

import java.time.Duration;
import java.util.Optional;

/**
 * Who may have pictures labelled over HTTP, and how much of the processor that may take.
 *
 * @param token what lets clients in; empty only where none is needed
 */
public record EndpointSettings(Access access, Optional<AccessToken> token, Limits limits) {
    /**
     * What is taken on at once.
     *
     * @param threads that label, one picture at a time each
     * @param busyPercent share of its time that such a thread works at most; it rests after each request
     * @param maxRequests in work or waiting; further ones are turned away
     * @param maxImages of one request
     * @param maxBytes of one request
     * @param timeout from a request's first byte to its answer
     */
    public record Limits(int threads, int busyPercent, int maxRequests, int maxImages, int maxBytes, Duration timeout) {
        public static final Limits DEFAULT = new Limits(1, 25, 8, 16, 4 << 20, Duration.ofSeconds(5));
    }

    public EndpointSettings {
        require(
                access != Access.TOKEN || token.isPresent(),
                "label.access=token: expected label.token.file to name a file with a token, got none");
    }
}
