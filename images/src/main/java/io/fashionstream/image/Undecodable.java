package io.fashionstream.image;

import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import java.util.Locale;

/**
 * Ends the reading of a picture, wherever in its format the fault is found, with the rejection that the image will be
 * answered with. Only {@link ImageDecoder} catches it.
 */
final class Undecodable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    /**
     * Without a stack trace: broken pictures are everyday input.
     *
     * @param detail what was expected and what was found, with {@link String#format} places for {@code found}
     */
    Undecodable(RejectionReason reason, String detail, Object... found) {
        this(new Rejection(reason, String.format(Locale.ROOT, detail, found)));
    }

    private Undecodable(Rejection rejection) {
        super(rejection.detail(), null, false, false);
        this.rejection = rejection;
    }

    static Undecodable truncated(String detail, Object... found) {
        return new Undecodable(RejectionReason.TRUNCATED, detail, found);
    }

    static Undecodable corrupt(String detail, Object... found) {
        return new Undecodable(RejectionReason.CORRUPT, detail, found);
    }

    Rejection rejection() {
        return rejection;
    }
}
