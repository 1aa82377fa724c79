package io.fashionstream.event.serde;

import java.io.Serial;

/** Carries the reason out of the depths of parsing; becomes a rejection before it leaves this package. */
final class MalformedEvent extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String detail;

    MalformedEvent(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
