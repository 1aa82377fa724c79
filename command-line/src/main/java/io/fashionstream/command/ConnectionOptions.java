package io.fashionstream.command;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.Reachability;
import io.fashionstream.event.serde.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How a command reaches Kafka; a mixin. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage", "3:no broker answered in time"})
public final class ConnectionOptions implements OptionRules {
    @Option(
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            defaultValue = "${env:FASHION_STREAM_BOOTSTRAP_SERVERS:-localhost:9092}",
            description = "Brokers to begin with. Default: ${DEFAULT-VALUE}")
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
            description = "Give up when no broker answers for so long, 1 to 600. Default: ${DEFAULT-VALUE}")
    private int brokerTimeoutSeconds = 15;

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(this::brokerTimeout, this::connection, this::topics);
    }

    /** The brokers, with the settings of the file. */
    public KafkaConnection connection() {
        return KafkaConnection.of(bootstrapServers, clientSettings);
    }

    /** The names of the topics. */
    public Topics topics() {
        return new Topics(topicPrefix);
    }

    /** How long to wait for a broker. */
    public Duration brokerTimeout() {
        return Reachability.patience(brokerTimeoutSeconds);
    }
}
