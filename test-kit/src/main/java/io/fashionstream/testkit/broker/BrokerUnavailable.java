package io.fashionstream.testkit.broker;

import org.jspecify.annotations.Nullable;

/** The embedded broker cannot start, or failed while it ran. */
public final class BrokerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokerUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
