package io.fashionstream.stream;

import io.fashionstream.connection.ClientSettingsFile;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches Kafka. */
final class ConnectionOptions {
    @Option(
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            defaultValue = "${env:FASHION_STREAM_BOOTSTRAP_SERVERS:-localhost:9092}",
            description = "Brokers to begin with (default: ${DEFAULT-VALUE}).")
    private String bootstrapServers = "localhost:9092";

    @Option(
            names = "--client-settings",
            paramLabel = "FILE",
            defaultValue = "${env:FASHION_STREAM_CLIENT_SETTINGS}",
            description = "Kafka client properties, for TLS, SASL and time-outs.")
    private @Nullable Path clientSettings;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "${env:FASHION_STREAM_TOPIC_PREFIX:-}",
            description = "Put before the name of every topic.")
    private String topicPrefix = "";

    @Option(
            names = "--broker-timeout",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "Give up when no broker answers for so long (default: ${DEFAULT-VALUE}).")
    private int brokerTimeoutSeconds = 15;

    KafkaConnection connection() {
        Map<String, String> settings = clientSettings == null ? Map.of() : ClientSettingsFile.read(clientSettings);
        return new KafkaConnection(bootstrapServers, settings);
    }

    Topics topics() {
        return new Topics(topicPrefix);
    }

    Duration brokerTimeout() {
        return Duration.ofSeconds(Math.max(1, brokerTimeoutSeconds));
    }
}
