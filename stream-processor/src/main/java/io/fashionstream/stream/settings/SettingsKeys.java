package io.fashionstream.stream.settings;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.stream.accuracy.AccuracySettings;
import io.fashionstream.stream.accuracy.TruthPrecedence;
import io.fashionstream.stream.endpoint.EndpointSettings;
import io.fashionstream.stream.model.PrecisionSetting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;

/** Every setting of the processor with its type, default, rule and meaning. */
public final class SettingsKeys {
    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    static final String APPLICATION_ID = "application.id";
    static final String INSTANCE_ID = "instance.id";
    static final String STATE_DIR = "state.dir";
    static final String STATE_MEMORY_BYTES = "state.memory.bytes";
    static final String TOPIC_PREFIX = "topic.prefix";
    static final String TOPIC_CREATE = "topic.create";
    static final String TOPIC_PARTITIONS = "topic.partitions";
    static final String TOPIC_REPLICATION = "topic.replication";
    static final String BATCH_MAX_IMAGES = "batch.max.images";
    static final String BATCH_WAIT_MS = "batch.wait.ms";
    static final String BATCH_WAIT_BYTES = "batch.wait.bytes";
    static final String STREAM_THREADS = "stream.threads";
    static final String ONNX_THREADS = "onnx.threads";
    static final String ONNX_PRECISION = "onnx.precision";
    static final String CHALLENGER_SHARE = "challenger.share";
    static final String DUPLICATE_HORIZON_MS = "duplicate.horizon.ms";
    static final String GROUP_PROTOCOL = "group.protocol";
    static final String SESSION_TIMEOUT_MS = "session.timeout.ms";
    static final String TRANSACTION_TIMEOUT_MS = "transaction.timeout.ms";
    static final String MAX_POLL_INTERVAL_MS = "max.poll.interval.ms";
    static final String COMMIT_INTERVAL_MS = "commit.interval.ms";
    static final String COMMIT_EARLY = "commit.early";
    static final String PRODUCER_LINGER_MS = "producer.linger.ms";
    static final String CLOSE_TIMEOUT_MS = "close.timeout.ms";
    static final String CLIENT_SETTINGS = "client.settings";
    static final String IMAGE_MAX_BYTES = "image.max.bytes";
    static final String IMAGE_MAX_PIXELS = "image.max.pixels";
    static final String IMAGE_MAX_EDGE_PIXELS = "image.max.edge.pixels";
    static final String IMAGE_MAX_WORKING_BYTES = "image.max.working.bytes";
    static final String ACCURACY_WINDOW_MS = "accuracy.window.ms";
    static final String ACCURACY_THREADS = "accuracy.threads";
    static final String ACCURACY_STEP_MS = "accuracy.step.ms";
    static final String ACCURACY_ALERT_BELOW = "accuracy.alert.below";
    static final String ACCURACY_ALERT_BELOW_SCOPES = "accuracy.alert.below.scopes";
    static final String ACCURACY_ALERT_STEPS = "accuracy.alert.steps";
    static final String TRUTH_RETENTION_MS = "truth.retention.ms";
    static final String TRUTH_PRECEDENCE = "truth.precedence";
    static final String HTTP_HOST = "http.host";
    static final String HTTP_PORT = "http.port";
    static final String METRICS_KAFKA = "metrics.kafka";
    static final String TRACES = "traces";

    /** Settings that begin so go to every Kafka client, without this prefix. */
    static final String KAFKA_PREFIX = "kafka.";

    /** Settings that begin so go to OpenTelemetry, as they are. */
    static final String OPEN_TELEMETRY_PREFIX = "otel.";

    private static final String NAME = "1 to 100 of a-z A-Z 0-9 . _ -";
    private static final String NAME_PATTERN = "[a-zA-Z0-9._-]{1,100}";

    private SettingsKeys() {}

    static ConfigDef define() {
        SettingsTable table = new SettingsTable();
        defineServing(table);
        defineImages(table, DecodeLimits.DEFAULT);
        ReferenceKeys.define(table);
        defineAccuracy(table, AccuracySettings.DEFAULT);
        defineTopics(table);
        defineKafka(table);
        defineOperation(table);
        EndpointKeys.define(table, EndpointSettings.Limits.DEFAULT);
        return table.definition();
    }

    private static void defineServing(SettingsTable table) {
        table.number(BATCH_MAX_IMAGES, 64, 1, 1024, "largest number of images classified at once")
                .number(BATCH_WAIT_MS, 10, 0, 1000, "longest wait of the broker for more images in a poll")
                .number(BATCH_WAIT_BYTES, 65_536, 1, 16_777_216, "bytes of images that end that wait at once")
                .number(STREAM_THREADS, 2, 1, 64, "stream threads of this instance that answer images")
                .number(ONNX_THREADS, 1, 1, 64, "threads that share one batch within ONNX Runtime")
                .choice(
                        ONNX_PRECISION,
                        PrecisionSetting.AUTO.key(),
                        PrecisionSetting.keys(),
                        "which network of a model serves; auto: int8 where it is faster here, measured at each release")
                .share(
                        CHALLENGER_SHARE,
                        0.2,
                        "share of the images that a challenger sees too, by a hash of the event id")
                .number(
                        DUPLICATE_HORIZON_MS,
                        3_600_000,
                        0,
                        86_400_000,
                        "for how long an event id is answered once; 0 for never asking");
    }

    private static void defineImages(SettingsTable table, DecodeLimits limits) {
        table.number(IMAGE_MAX_BYTES, limits.maxBytes(), 784, 67_108_864, "largest encoded image in bytes")
                .number(
                        IMAGE_MAX_PIXELS,
                        limits.maxPixels(),
                        784,
                        100_000_000,
                        "width times height of the largest image")
                .number(IMAGE_MAX_EDGE_PIXELS, limits.maxEdgePixels(), 28, 65_535, "longest edge of an image")
                .number(
                        IMAGE_MAX_WORKING_BYTES,
                        limits.maxWorkingBytes(),
                        1_048_576,
                        4_294_967_296L,
                        "memory that decoding one image may take");
    }

    private static void defineAccuracy(SettingsTable table, AccuracySettings byDefault) {
        table.number(
                        ACCURACY_WINDOW_MS,
                        byDefault.window().toMillis(),
                        100,
                        1_296_000_000,
                        "length of the rolling window")
                .number(
                        ACCURACY_STEP_MS,
                        byDefault.step().toMillis(),
                        100,
                        3_600_000,
                        "time from one set of figures to the next")
                .number(ACCURACY_THREADS, 1, 1, 64, "stream threads of this instance that count labels and truths")
                .number(
                        TRUTH_RETENTION_MS,
                        byDefault.retention().toMillis(),
                        1_000,
                        2_678_400_000L,
                        "how far a label and its truth may lie apart")
                .choice(TRUTH_PRECEDENCE, byDefault.precedence().key(), TruthPrecedence.keys(), "which truth wins")
                .share(ACCURACY_ALERT_BELOW, byDefault.alerts().below(), "accuracy under which a class is alerted")
                .text(
                        ACCURACY_ALERT_BELOW_SCOPES,
                        "",
                        "empty or like SHIRT=0.6,ALL=0.85",
                        "|[A-Z0-9_]+=0?\\.\\d+(,[A-Z0-9_]+=0?\\.\\d+)*",
                        "other thresholds for single classes, or for ALL")
                .number(
                        ACCURACY_ALERT_STEPS,
                        byDefault.alerts().steps(),
                        1,
                        1_000,
                        "sets of figures in a row until an alert");
    }

    private static void defineTopics(SettingsTable table) {
        table.text(
                        TOPIC_PREFIX,
                        "",
                        "at most 100 of a-z A-Z 0-9 . _ -",
                        "[a-zA-Z0-9._-]{0,100}",
                        "put before the name of every topic")
                .flag(TOPIC_CREATE, true, "create missing topics at the start")
                .number(TOPIC_PARTITIONS, 6, 1, 1_000, "partitions of created topics whose key is the product id")
                .number(TOPIC_REPLICATION, 1, 1, 16, "replicas of created topics");
    }

    private static void defineKafka(SettingsTable table) {
        table.text(
                        BOOTSTRAP_SERVERS,
                        "localhost:9092",
                        "host:port, comma-separated",
                        KafkaConnection.ADDRESSES,
                        "brokers to begin with")
                .text(
                        CLIENT_SETTINGS,
                        "",
                        "a path",
                        ".*",
                        "properties file with Kafka client settings, as TLS and SASL")
                .text(APPLICATION_ID, "fashion-stream", NAME, NAME_PATTERN, "instances that share the work share this")
                .choice(GROUP_PROTOCOL, "classic", List.of("classic", "streams"), "rebalance protocol of the group")
                .number(SESSION_TIMEOUT_MS, 6_000, 1_000, 300_000, "silence until others take over (classic protocol)")
                .number(
                        TRANSACTION_TIMEOUT_MS,
                        10_000,
                        1_000,
                        900_000,
                        "how long a killed instance can hold readers up")
                .number(MAX_POLL_INTERVAL_MS, 300_000, 1_000, 3_600_000, "longest time between polls; bounds batches")
                .number(COMMIT_INTERVAL_MS, 100, 1, 10_000, "longest time between commits, which make labels visible")
                .flag(COMMIT_EARLY, true, "commit as soon as all images that were polled are answered")
                .number(PRODUCER_LINGER_MS, 50, 0, 1_000, "time to fill a request between commits; a commit sends all");
    }

    private static void defineOperation(SettingsTable table) {
        String stateDir =
                Path.of(System.getProperty("java.io.tmpdir"), "fashion-stream").toString();
        table.text(INSTANCE_ID, hostName(), NAME, NAME_PATTERN, "names this instance; keep it over restarts")
                .text(
                        STATE_DIR,
                        stateDir,
                        "a path",
                        ".+",
                        "local state, one folder per instance id; Kafka can rebuild it")
                .number(
                        STATE_MEMORY_BYTES,
                        67_108_864,
                        8_388_608,
                        17_179_869_184L,
                        "memory outside of the Java heap that all local state shares")
                .text(
                        HTTP_HOST,
                        "localhost",
                        "a host name or address",
                        "\\S+",
                        "where HTTP listens; 0.0.0.0 is everywhere")
                .number(HTTP_PORT, 8090, 0, 65_535, "port of page, metrics and health; 0 takes any free one")
                .choice(METRICS_KAFKA, "chosen", List.of("chosen", "all"), "which of Kafka's own metrics are shown")
                .choice(
                        TRACES,
                        OpenTelemetryLayer.OFF,
                        List.of(OpenTelemetryLayer.OFF, OpenTelemetryLayer.OTLP),
                        "whether each image's way is sent out as spans of OpenTelemetry")
                .number(CLOSE_TIMEOUT_MS, 20_000, 100, 600_000, "longest time to drain at the end");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^a-zA-Z0-9._-]", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
