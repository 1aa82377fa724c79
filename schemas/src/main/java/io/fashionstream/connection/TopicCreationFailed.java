package io.fashionstream.connection;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The broker answered, and refused. The message names the addresses, what was asked, and the broker's reason. */
public final class TopicCreationFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    TopicCreationFailed(KafkaConnection connection, String what, @Nullable Throwable cause) {
        super(
                "Kafka at " + connection.bootstrapServers() + " did not " + what + ": "
                        + (cause == null ? "no reason given" : String.valueOf(cause.getMessage())),
                cause);
    }
}
