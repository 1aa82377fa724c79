package io.fashionstream.connection;

import java.io.Serial;
import java.time.Duration;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jspecify.annotations.Nullable;

/** No broker answered in time, or the one that answered refused this client. The message names the addresses. */
public final class BrokerUnreachable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** No broker answered within {@code waited}, or the one that did refused this client for {@code cause}. */
    public BrokerUnreachable(KafkaConnection connection, Duration waited, @Nullable Throwable cause) {
        super(message(connection, waited, cause), cause);
    }

    /** No broker can be asked, for {@code reason}. */
    BrokerUnreachable(String reason) {
        super(reason);
    }

    private static String message(KafkaConnection connection, Duration waited, @Nullable Throwable cause) {
        String address = connection.bootstrapServers();
        return cause instanceof AuthenticationException
                ? "Kafka at " + address + " turned this client away" + reason(cause)
                : "no answer from Kafka at " + address + " within " + waited.toMillis() / 1000.0 + " s" + reason(cause);
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    }
}
