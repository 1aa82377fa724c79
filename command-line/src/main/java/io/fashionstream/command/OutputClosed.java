package io.fashionstream.command;

import java.io.Serial;

/** Nobody reads standard output any more: a command has nothing left to do, and nothing went wrong. */
final class OutputClosed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    OutputClosed() {
        super("nobody reads standard output any more");
    }
}
