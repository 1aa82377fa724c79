package io.fashionstream.quickstart;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.quickstart.summary.RunSummary.BatchSize;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.ops.ServingFigures;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import io.fashionstream.testkit.broker.LoopbackPorts;
import io.fashionstream.testkit.broker.Workspace;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A broker with all topics, and one stream processor, in this JVM. Closing it deletes all that they stored. */
final class Pipeline implements AutoCloseable {
    static final int PARTITIONS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KAFKA_PORT = 9092;
    private static final int HTTP_PORT = 8090;

    private final Workspace workspace;
    private final EmbeddedKafka broker;
    private final StreamProcessor processor;

    private Pipeline(Workspace workspace, EmbeddedKafka broker, StreamProcessor processor) {
        this.workspace = workspace;
        this.broker = broker;
        this.processor = processor;
    }

    /** Starts broker and processor, on their usual ports where those are free. The processor then waits for a first model. */
    static Pipeline start() {
        Workspace workspace = Workspace.create();
        EmbeddedKafka broker = null;
        try {
            broker = EmbeddedKafka.start(
                    workspace.directory().resolve("kafka"), LoopbackPorts.freeLike(KAFKA_PORT), Map.of());
            new TopicCreation(broker.connection(), PATIENCE).create(TopicSpecs.of(Topics.DEFAULT, PARTITIONS), 1);
            StreamProcessor processor = new StreamProcessor(settings(workspace, broker.connection())).start();
            return new Pipeline(workspace, broker, processor);
        } catch (RuntimeException e) {
            if (broker != null) {
                broker.close();
            }
            workspace.close();
            throw e;
        }
    }

    KafkaConnection connection() {
        return broker.connection();
    }

    /** Address of the processor's live page. */
    URI dashboard() {
        return processor.address();
    }

    /** Sizes of the batches so far. */
    BatchSize batchSize() {
        ServingFigures.BatchSizes sizes = processor.figures().batchSizes();
        return new BatchSize(sizes.mean(), (int) sizes.max());
    }

    /**
     * Releases a model as champion, and waits until the processor has taken it up.
     *
     * @throws IllegalStateException if that takes longer than 30 s
     */
    void release(ModelArtifact model) throws InterruptedException {
        new ReleasePublisher(connection(), Topics.DEFAULT, PATIENCE, Clock.systemUTC())
                .publish(model, ModelAlias.CHAMPION, null);
        if (!processor.awaitModel(ModelAlias.CHAMPION, model.modelId(), PATIENCE)) {
            throw new IllegalStateException("model %s did not serve after %d s, the processor's log says why"
                    .formatted(model.modelId(), PATIENCE.toSeconds()));
        }
    }

    /**
     * Waits until the processor labels images.
     *
     * @throws IllegalStateException if that takes longer than 30 s
     */
    void awaitReady() throws InterruptedException {
        if (!processor.awaitReady(PATIENCE)) {
            throw new IllegalStateException(
                    "the processor was not ready after " + PATIENCE.toSeconds() + " s: " + processor.state());
        }
    }

    @Override
    public void close() {
        processor.close();
        broker.close();
        workspace.close();
    }

    /** Accuracy is published twice a second, because a person watches for half a minute only. */
    private static ProcessorSettings settings(Workspace workspace, KafkaConnection connection) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", connection.bootstrapServers());
        settings.put("instance.id", "quickstart");
        settings.put("state.dir", workspace.directory().resolve("state").toString());
        settings.put("http.port", String.valueOf(LoopbackPorts.freeLike(HTTP_PORT)));
        settings.put("topic.partitions", String.valueOf(PARTITIONS));
        settings.put("accuracy.step.ms", "500");
        settings.put("accuracy.window.ms", "60000");
        return ProcessorSettings.of(settings);
    }
}
