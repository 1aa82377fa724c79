package io.fashionstream.stream.replay;

import io.fashionstream.connection.TakenOver;

/** The replay ended early. What it sent is marked, so that it can simply be run again. */
public final class ReplayFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayFailed(Throwable cause) {
        super(reason(cause) + "; what was sent so far is marked, running it again sends the rest", cause);
    }

    private static String reason(Throwable cause) {
        return TakenOver.isCauseOf(cause)
                ? "another replay of the same topics has begun, and shut this one out"
                : "the replay broke off: " + cause.getMessage();
    }
}
