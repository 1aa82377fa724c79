package io.fashionstream.image;

import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import java.util.Locale;

/** Carries a rejection from deep inside a format to {@link ImageDecoder}, the only one that catches it. */
final class Undecodable extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    /**
     * Without a stack trace: broken pictures are everyday input.
     *
     * @param detail with {@link String#format} places for {@code found}
     */
    Undecodable(RejectionReason reason, String detail, Object... found) {
        super(String.format(Locale.ROOT, detail, found), null, false, false);
        this.reason = reason;
    }

    static Undecodable truncated(String detail, Object... found) {
        return new Undecodable(RejectionReason.TRUNCATED, detail, found);
    }

    static Undecodable corrupt(String detail, Object... found) {
        return new Undecodable(RejectionReason.CORRUPT, detail, found);
    }

    Rejection rejection() {
        return new Rejection(reason, String.valueOf(getMessage()));
    }
}
