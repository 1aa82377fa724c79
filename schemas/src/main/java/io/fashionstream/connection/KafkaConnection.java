package io.fashionstream.connection;

import static io.fashionstream.check.Check.require;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every Kafka client of a program needs to reach the brokers: the addresses, and any further client settings
 * (TLS, SASL, time-outs) that an operator gave. Secrets stay out of {@link #toString}.
 *
 * @param bootstrapServers comma-separated {@code host:port}
 * @param clientSettings Kafka client settings, passed through to every producer, consumer, admin and Streams client
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> clientSettings) {
    public KafkaConnection {
        require(!bootstrapServers.isBlank(), "bootstrap.servers must name at least one host:port, got blank text");
        clientSettings = Map.copyOf(clientSettings);
    }

    /** A connection without further settings. */
    public static KafkaConnection to(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }

    /**
     * A connection with the settings of a properties file, if there is one.
     *
     * @throws IllegalArgumentException if the file cannot be used
     */
    public static KafkaConnection of(String bootstrapServers, @Nullable Path clientSettings) {
        return new KafkaConnection(
                bootstrapServers, clientSettings == null ? Map.of() : ClientSettingsFile.read(clientSettings));
    }

    /** Client settings of this connection, overlaid with {@code own}, ready for a client's constructor. */
    public Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.putAll(own);
        return settings;
    }

    @Override
    public String toString() {
        return "KafkaConnection[" + bootstrapServers + ", " + clientSettings.keySet() + "]";
    }
}
