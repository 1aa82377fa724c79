package io.fashionstream.stream.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What answers requests that may have a body. Used by several threads at once. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Lets a request in before any of its body is read. Must not block.
     *
     * @throws HttpRefusal with its answer, if it is not let in; its body is not read then
     */
    Admission admit(HttpHead head) throws HttpRefusal;

    /**
     * A request was answered, here or on its way here.
     *
     * @param time from its head to its answer
     */
    default void answered(int status, Duration time) {
        // most want to know nothing of it
    }

    /** One request that was let in. */
    interface Admission extends AutoCloseable {
        /** Bytes of the longest body; a longer one is answered with 413. */
        int maxBytes();

        /** How long the body may take to come; one that is not whole by then is answered with 408. */
        Duration patience();

        /** Answers the whole request; called at most once, must not block, and may give its answer later. */
        CompletableFuture<HttpAnswer> answer(byte[] body);

        /** The request is over, answered or not. Called exactly once. */
        @Override
        void close();
    }
}
