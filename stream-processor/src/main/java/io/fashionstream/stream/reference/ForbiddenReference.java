package io.fashionstream.stream.reference;

import java.io.Serial;

/** What a publisher refers to may not be fetched; becomes a rejection before it leaves this package. */
final class ForbiddenReference extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String detail;

    /**
     * Without a stack trace: publishers can have many of them made.
     *
     * @param detail what was expected and what was found
     */
    ForbiddenReference(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
