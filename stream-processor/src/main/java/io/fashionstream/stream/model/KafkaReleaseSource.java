package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleaseReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Releases and artifacts as they stand on {@code model-releases} and {@code model-artifacts}. */
public final class KafkaReleaseSource implements ReleaseSource {
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(15);

    private final ReleaseReader reader;

    public KafkaReleaseSource(KafkaConnection connection, Topics topics) {
        this.reader = new ReleaseReader(connection, topics, BROKER_PATIENCE);
    }

    @Override
    public Map<ModelAlias, ModelRelease> aliases(Duration patience) {
        return reader.awaitAliases(patience);
    }

    @Override
    public Optional<CanaryStep> canary() {
        return reader.canary();
    }

    @Override
    public ModelArtifact artifact(String modelId) {
        return reader.fetch(modelId);
    }

    @Override
    public void close() {
        reader.close();
    }
}
