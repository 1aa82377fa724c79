package io.fashionstream.trainer.command;

import io.fashionstream.command.ConnectionOptions;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.connection.TopicSpec;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.release.CanaryPublisher;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.release.ReleaseReader;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;

/** How a command reaches the releases; a mixin. */
final class ReleaseConnection {
    @Mixin
    private final ConnectionOptions kafka = new ConnectionOptions();

    ReleaseReader reader() {
        return new ReleaseReader(kafka.connection(), kafka.topics(), kafka.brokerTimeout());
    }

    ReleasePublisher publisher() {
        return new ReleasePublisher(kafka.connection(), kafka.topics(), kafka.brokerTimeout(), Clock.systemUTC());
    }

    CanaryPublisher canaries() {
        return new CanaryPublisher(kafka.connection(), kafka.topics(), kafka.brokerTimeout(), Clock.systemUTC());
    }

    /** Creates the topics of releases if they are missing. */
    void createTopics(int replicationFactor) {
        Set<String> names = Set.of(
                kafka.topics().modelReleases(),
                kafka.topics().modelArtifacts(),
                kafka.topics().modelRollouts());
        List<TopicSpec> specs = TopicSpecs.of(kafka.topics(), 1).stream()
                .filter(spec -> names.contains(spec.name()))
                .toList();
        new TopicCreation(kafka.connection(), kafka.brokerTimeout()).create(specs, replicationFactor);
    }

    String bootstrapServers() {
        return kafka.connection().bootstrapServers();
    }
}
