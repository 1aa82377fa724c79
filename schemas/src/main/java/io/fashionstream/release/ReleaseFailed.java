package io.fashionstream.release;

import org.jspecify.annotations.Nullable;

/** A release, roll-back or removal could not be made; nothing has changed. */
public final class ReleaseFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReleaseFailed(String what, String why, @Nullable Throwable cause) {
        super("%s was not done, nothing has changed: %s".formatted(what, why), cause);
    }
}
