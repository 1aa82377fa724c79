package io.fashionstream.stream.settings;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.stream.accuracy.AccuracySettings;
import io.fashionstream.stream.batch.BatchLimits;
import io.fashionstream.stream.endpoint.EndpointSettings;
import io.fashionstream.stream.model.PrecisionSetting;
import io.fashionstream.stream.reference.ReferenceSettings;
import io.fashionstream.stream.trace.TraceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that an operator can choose, checked.
 *
 * @param applicationId consumer group of the images; instances that share the work share it
 * @param instanceId names this instance; stable over restarts
 * @param stateDir directory of this instance's local state
 * @param stateMemoryBytes native memory that all state stores of this instance share
 * @param challengerShare share of the images that a challenger sees too, in [0, 1]
 * @param duplicateHorizon for how long an event id is answered once; zero switches that off
 * @param closeTimeout longest time to drain at the end
 */
public record ProcessorSettings(
        KafkaConnection connection,
        String applicationId,
        String instanceId,
        Path stateDir,
        long stateMemoryBytes,
        Topics topics,
        TopicSetup topicSetup,
        BatchLimits batchLimits,
        DecodeLimits decodeLimits,
        ReferenceSettings references,
        AccuracySettings accuracy,
        OnnxSettings onnx,
        double challengerShare,
        Duration duplicateHorizon,
        StreamsTuning tuning,
        HttpSettings http,
        EndpointSettings endpoint,
        TraceSettings traces,
        Duration closeTimeout) {

    /**
     * How networks run.
     *
     * @param threads that share one batch
     * @param precision which network of an artifact serves
     */
    public record OnnxSettings(int threads, PrecisionSetting precision) {}

    /** What is created at the start, if {@code create} says so. */
    public record TopicSetup(boolean create, int partitions, int replication) {}

    /**
     * Where the HTTP server listens, and what it says.
     *
     * @param port 0 takes any free one
     * @param allKafkaMetrics whether all of Kafka's own metrics are shown, and not only those that an operator acts on
     */
    public record HttpSettings(String host, int port, boolean allKafkaMetrics) {}

    /**
     * Settings of Kafka Streams and its clients that are worth changing.
     *
     * @param threads that answer images
     * @param accuracyThreads that count labels and truths
     */
    public record StreamsTuning(
            int threads,
            int accuracyThreads,
            String groupProtocol,
            Duration fetchWait,
            int fetchMinBytes,
            Duration commitInterval,
            boolean commitEarly,
            Duration producerLinger,
            Duration sessionTimeout,
            Duration transactionTimeout,
            Duration maxPollInterval) {}

    /**
     * Settings given by a calling program, such as {@code batch.max.images} to {@code 32}; defaults for the rest.
     *
     * @throws SettingsProblem naming every key that is unknown or out of its range
     */
    public static ProcessorSettings of(Map<String, String> settings) {
        return SettingsReader.read(new SettingsLayers().flags(settings));
    }

    /**
     * Settings from a properties file, over them environment variables, over them flags.
     *
     * @throws SettingsProblem naming every key that is unknown or out of its range
     */
    public static ProcessorSettings read(
            Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        SettingsLayers layers = new SettingsLayers();
        file.ifPresent(layers::file);
        return SettingsReader.read(layers.environment(environment).flags(flags));
    }
}
