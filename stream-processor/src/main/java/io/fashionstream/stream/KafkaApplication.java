package io.fashionstream.stream;

import io.fashionstream.stream.settings.ProcessorSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One application of Kafka Streams within an instance: a topology with a consumer group, threads and transactions of its
 * own, started at once and drained at the end.
 */
final class KafkaApplication {
    private static final Logger log = LoggerFactory.getLogger(KafkaApplication.class);

    private final String id;
    private final Duration closeTimeout;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;

    /**
     * Starts.
     *
     * @param properties of Kafka Streams
     * @param topology adds everything to an empty builder
     * @param make makes the streams, not started
     * @param registry gets Kafka's own metrics, until this is closed
     * @param fatal told of what streams cannot go on after
     */
    KafkaApplication(
            Map<String, Object> properties,
            Consumer<StreamsBuilder> topology,
            BiFunction<Topology, StreamsConfig, KafkaStreams> make,
            MeterRegistry registry,
            ProcessorSettings settings,
            Consumer<Throwable> fatal) {
        StreamsConfig config = new StreamsConfig(properties);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
        topology.accept(builder);
        this.id = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        this.closeTimeout = settings.closeTimeout();
        this.streams = make.apply(builder.build(), config);
        this.metrics = new KafkaStreamsMetrics(streams);
        streams.setUncaughtExceptionHandler(new ThreadReplacement(fatal));
        metrics.bindTo(registry);
        streams.start();
    }

    /** Kafka's own metrics of it. */
    Map<MetricName, ? extends Metric> metrics() {
        return streams.metrics();
    }

    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether Kafka Streams has given up. */
    boolean isDead() {
        return streams.state() == KafkaStreams.State.ERROR;
    }

    /**
     * Drains, for as long as the settings allow, and ends.
     *
     * @return whether everything was closed in time; if not, state stores may still be open, and use the memory that they
     *     share
     */
    boolean drain() {
        boolean drained =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(closeTimeout));
        log.info("Streams closed: application={} drained={}", id, drained);
        metrics.close();
        return drained;
    }
}
