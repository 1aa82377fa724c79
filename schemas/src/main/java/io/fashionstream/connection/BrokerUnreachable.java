package io.fashionstream.connection;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No broker answered in time, or the one that did turned this client away. The message names the addresses. */
public final class BrokerUnreachable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** No answer within {@code waited}. */
    public BrokerUnreachable(KafkaConnection connection, Duration waited, @Nullable Throwable cause) {
        super(
                "no answer from Kafka at " + connection.bootstrapServers() + " within " + waited.toMillis() / 1000.0
                        + " s" + reason(cause),
                cause);
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    }
}
