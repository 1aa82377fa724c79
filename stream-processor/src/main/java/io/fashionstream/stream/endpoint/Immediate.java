package io.fashionstream.stream.endpoint;

import io.fashionstream.stream.http.Endpoint;
import io.fashionstream.stream.http.HttpAnswer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A request whose answer is known already; whatever its body says changes nothing. */
record Immediate(HttpAnswer known) implements Endpoint.Admission {
    private static final int IGNORED_BYTES = 1_024;

    @Override
    public int maxBytes() {
        return IGNORED_BYTES;
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(1);
    }

    @Override
    public CompletableFuture<HttpAnswer> answer(byte[] body) {
        return CompletableFuture.completedFuture(known);
    }

    @Override
    public void close() {
        // nothing was taken
    }
}
