package io.fashionstream.stream.reference;

import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import java.time.Duration;

/** What came of one attempt. */
sealed interface Attempted {
    /** The image. */
    record Got(Fetched.Content content) implements Attempted {}

    /** The server sends its clients elsewhere. */
    record Moved(String target) implements Attempted {}

    /**
     * Another attempt may succeed.
     *
     * @param why it failed, for a person to read
     * @param notBefore how long the server wants to be left alone
     */
    record Failed(String why, Duration notBefore) implements Attempted {}

    /** No other attempt can succeed. */
    record Refused(Rejection rejection) implements Attempted {}

    static Attempted failed(String why) {
        return new Failed(why, Duration.ZERO);
    }

    static Attempted unreachable(String detail) {
        return new Refused(new Rejection(RejectionReason.UNREACHABLE, detail));
    }

    static Attempted forbidden(String detail) {
        return new Refused(new Rejection(RejectionReason.FORBIDDEN_REFERENCE, detail));
    }

    /**
     * More bytes than are allowed.
     *
     * @param got how many, in words
     */
    static Attempted tooMany(int maxBytes, String got) {
        return new Refused(
                new Rejection(RejectionReason.TOO_MANY_BYTES, "expected at most " + maxBytes + " bytes, got " + got));
    }
}
