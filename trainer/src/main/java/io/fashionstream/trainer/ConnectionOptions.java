package io.fashionstream.trainer;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.Reachability;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.connection.TopicSpec;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.release.ReleaseReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How a release command reaches Kafka. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage", "3:no broker answered in time"})
final class ConnectionOptions implements OptionRules {
    @Option(
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            defaultValue = "${env:FASHION_STREAM_BOOTSTRAP_SERVERS:-localhost:9092}",
            description = "Brokers to begin with. Default: ${DEFAULT-VALUE}")
    private String bootstrapServers = "localhost:9092";

    @Option(
            names = {"--config", "--client-settings"},
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
        return OptionRules.problemsOf(this::patience, this::connection, this::topics);
    }

    ReleaseReader reader() {
        return new ReleaseReader(connection(), topics(), patience());
    }

    ReleasePublisher publisher() {
        return new ReleasePublisher(connection(), topics(), patience(), Clock.systemUTC());
    }

    /** Creates the topics of releases if they are missing. */
    void createTopics(int replicationFactor) {
        Set<String> names = Set.of(topics().modelReleases(), topics().modelArtifacts());
        List<TopicSpec> specs = TopicSpecs.of(topics(), 1).stream()
                .filter(spec -> names.contains(spec.name()))
                .toList();
        new TopicCreation(connection(), patience()).create(specs, replicationFactor);
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    private KafkaConnection connection() {
        return KafkaConnection.of(bootstrapServers, clientSettings);
    }

    private Topics topics() {
        return new Topics(topicPrefix);
    }

    private Duration patience() {
        return Reachability.patience(brokerTimeoutSeconds);
    }
}
