package io.fashionstream.stream.settings;

import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.stream.intake.RecordTimeOrNow;
import io.fashionstream.stream.settings.ProcessorSettings.StreamsTuning;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of each application of Kafka Streams, and of its clients, that follow from the processor's own. */
public final class StreamsProperties {
    /** After the application id, and the instance id, of what counts. */
    static final String ACCURACY_SUFFIX = "-accuracy";

    private static final int FEWEST_POLL_RECORDS = 500;
    private static final Duration ACCURACY_COMMITS = Duration.ofMillis(500);
    private static final Duration ACCURACY_FETCH_WAIT = Duration.ofMillis(100);
    private static final int ACCURACY_FETCH_BYTES = 65_536;
    private static final int ACCURACY_POLL_RECORDS = 2_000;

    /**
     * There is no global state whose failures could be handled, but unset it is warned of at every start. Kafka 5 sets it
     * itself, so Kafka's constant is deprecated already.
     */
    private static final String HANDLE_GLOBAL_FAILURES = "processing.exception.handler.global.enabled";

    /**
     * What producers do unless they are told otherwise. A commit sends all that lingers, so that fuller batches make no label
     * later. A transaction that begins before the broker has written the markers of the last one is told to try again: Kafka's
     * own pause of 100 ms was the longest wait of a label.
     */
    private static final Map<String, Integer> PRODUCER =
            Map.of(ProducerConfig.BATCH_SIZE_CONFIG, 65_536, ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 10);

    private StreamsProperties() {}

    /** Of the application that answers images. */
    public static Map<String, Object> ofImages(ProcessorSettings settings) {
        StreamsTuning tuning = settings.tuning();
        Map<String, Object> properties = common(settings);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, settings.instanceId());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, tuning.threads());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, tuning.commitInterval().toMillis());
        properties.put(
                StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG,
                settings.duplicateHorizon().toMillis());
        // The broker's wait for more images is the only linger that there is; it is over as soon as a batch is full.
        putFetches(
                properties,
                tuning.fetchWait(),
                tuning.fetchMinBytes(),
                Math.max(FEWEST_POLL_RECORDS, 2 * settings.batchLimits().maxImages()));
        return settings.connection().with(properties);
    }

    /** Of the application that counts labels and truths. Nobody waits for it, so it reads and commits in larger portions. */
    public static Map<String, Object> ofAccuracy(ProcessorSettings settings) {
        Duration step = settings.accuracy().step();
        Map<String, Object> properties = common(settings);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId() + ACCURACY_SUFFIX);
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, settings.instanceId() + ACCURACY_SUFFIX);
        properties.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.tuning().accuracyThreads());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                (step.compareTo(ACCURACY_COMMITS) < 0 ? step : ACCURACY_COMMITS).toMillis());
        putFetches(properties, ACCURACY_FETCH_WAIT, ACCURACY_FETCH_BYTES, ACCURACY_POLL_RECORDS);
        return settings.connection().with(properties);
    }

    private static Map<String, Object> common(ProcessorSettings settings) {
        StreamsTuning tuning = settings.tuning();
        Map<String, Object> properties = new HashMap<>();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(HANDLE_GLOBAL_FAILURES, true);
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, tuning.groupProtocol());
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTimeOrNow.class);
        putGroupSettings(properties, tuning);
        putProducerSettings(properties, tuning);
        PRODUCER.forEach((key, value) -> {
            if (!settings.connection().clientSettings().containsKey(key)) {
                properties.put(producerPrefix(key), value);
            }
        });
        return properties;
    }

    private static void putFetches(Map<String, Object> properties, Duration wait, int bytes, int records) {
        properties.put(mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), Math.toIntExact(wait.toMillis()));
        properties.put(mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), bytes);
        properties.put(mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), records);
    }

    private static void putGroupSettings(Map<String, Object> properties, StreamsTuning tuning) {
        int maxPollInterval = Math.toIntExact(tuning.maxPollInterval().toMillis());
        properties.put(mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), maxPollInterval);
        if (tuning.groupProtocol().equals("classic")) {
            int session = Math.toIntExact(tuning.sessionTimeout().toMillis());
            properties.put(mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
            properties.put(mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 4);
        }
    }

    private static void putProducerSettings(Map<String, Object> properties, StreamsTuning tuning) {
        properties.put(
                producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                Math.toIntExact(tuning.producerLinger().toMillis()));
        properties.put(
                producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(tuning.transactionTimeout().toMillis()));
        properties.put(producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), TopicSpecs.MAX_REJECTED_BYTES);
    }
}
