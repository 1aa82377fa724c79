package io.fashionstream.connection;

import static io.fashionstream.check.Check.require;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
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
    /** What {@code bootstrapServers} must match. */
    public static final String ADDRESSES = "[^\\s,]+:\\d{1,5}(\\s*,\\s*[^\\s,]+:\\d{1,5})*";

    public KafkaConnection {
        require(
                bootstrapServers.matches(ADDRESSES),
                "bootstrap servers must be host:port, comma-separated, got \"%s\"",
                bootstrapServers);
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

    /**
     * Client settings of this connection, overlaid with {@code own}, ready for a client's constructor.
     *
     * @throws BrokerUnreachable if none of the hosts is known by name: Kafka's clients would fail on it in words of their own
     */
    public Map<String, Object> with(Map<String, ?> own) {
        if (Arrays.stream(bootstrapServers.split(",", -1)).noneMatch(KafkaConnection::isKnown)) {
            throw new BrokerUnreachable("no host of " + bootstrapServers + " is known by name");
        }
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.putAll(own);
        return settings;
    }

    private static boolean isKnown(String address) {
        String host = address.substring(0, address.lastIndexOf(':')).strip();
        return !new InetSocketAddress(host, 0).isUnresolved();
    }

    @Override
    public String toString() {
        return "KafkaConnection[" + bootstrapServers + ", " + clientSettings.keySet() + "]";
    }
}
