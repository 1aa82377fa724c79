package io.fashionstream.stream;

import static io.fashionstream.stream.SettingsRules.between;
import static io.fashionstream.stream.SettingsRules.oneOf;
import static io.fashionstream.stream.SettingsRules.text;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigDef;

/** Every setting of the processor with its type, default, rule and meaning. */
final class SettingsKeys {
    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    static final String APPLICATION_ID = "application.id";
    static final String INSTANCE_ID = "instance.id";
    static final String STATE_DIR = "state.dir";
    static final String TOPIC_PREFIX = "topic.prefix";
    static final String TOPIC_CREATE = "topic.create";
    static final String TOPIC_PARTITIONS = "topic.partitions";
    static final String TOPIC_REPLICATION = "topic.replication";
    static final String BATCH_MAX_IMAGES = "batch.max.images";
    static final String BATCH_WAIT_MS = "batch.wait.ms";
    static final String BATCH_WAIT_BYTES = "batch.wait.bytes";
    static final String STREAM_THREADS = "stream.threads";
    static final String ONNX_THREADS = "onnx.threads";
    static final String CHALLENGER_SHARE = "challenger.share";
    static final String GROUP_PROTOCOL = "group.protocol";
    static final String SESSION_TIMEOUT_MS = "session.timeout.ms";
    static final String TRANSACTION_TIMEOUT_MS = "transaction.timeout.ms";
    static final String MAX_POLL_INTERVAL_MS = "max.poll.interval.ms";
    static final String COMMIT_INTERVAL_MS = "commit.interval.ms";
    static final String PRODUCER_LINGER_MS = "producer.linger.ms";
    static final String CLOSE_TIMEOUT_MS = "close.timeout.ms";
    static final String HTTP_HOST = "http.host";
    static final String HTTP_PORT = "http.port";

    /** Settings that begin so go to every Kafka client, without this prefix. */
    static final String KAFKA_PREFIX = "kafka.";

    private static final String NAME = "[a-zA-Z0-9._-]{1,100}";

    private SettingsKeys() {}

    static ConfigDef define() {
        return settingsOfOperation(settingsOfKafka(settingsOfServing(new ConfigDef())));
    }

    private static ConfigDef settingsOfServing(ConfigDef settings) {
        return settings.define(
                        BATCH_MAX_IMAGES,
                        INT,
                        64,
                        between(1, 1024),
                        HIGH,
                        "largest number of images classified at once")
                .define(
                        BATCH_WAIT_MS,
                        INT,
                        10,
                        between(0, 1000),
                        HIGH,
                        "longest time that the broker waits for more images before it answers a poll")
                .define(BATCH_WAIT_BYTES, INT, 65_536, between(1, 16_777_216), LOW, "bytes that end that wait at once")
                .define(STREAM_THREADS, INT, 2, between(1, 64), HIGH, "stream threads of this instance")
                .define(
                        ONNX_THREADS,
                        INT,
                        1,
                        between(1, 64),
                        MEDIUM,
                        "threads that share one batch within ONNX Runtime")
                .define(
                        CHALLENGER_SHARE,
                        DOUBLE,
                        0.2,
                        between(0, 1),
                        MEDIUM,
                        "share of the images that a challenger sees too, chosen by a hash of the event id");
    }

    private static ConfigDef settingsOfKafka(ConfigDef settings) {
        return settings.define(
                        BOOTSTRAP_SERVERS,
                        STRING,
                        "localhost:9092",
                        text("host:port, comma-separated", "[^\\s,:]+:\\d{1,5}(\\s*,\\s*[^\\s,:]+:\\d{1,5})*"),
                        HIGH,
                        "brokers to begin with")
                .define(
                        APPLICATION_ID,
                        STRING,
                        "fashion-stream",
                        text("1 to 100 of a-z A-Z 0-9 . _ -", NAME),
                        HIGH,
                        "consumer group; instances that share the work share this")
                .define(
                        TOPIC_PREFIX,
                        STRING,
                        "",
                        text("at most 100 of a-z A-Z 0-9 . _ -", "[a-zA-Z0-9._-]{0,100}"),
                        MEDIUM,
                        "put before the name of every topic")
                .define(TOPIC_CREATE, BOOLEAN, true, MEDIUM, "create missing topics at the start")
                .define(
                        TOPIC_PARTITIONS,
                        INT,
                        6,
                        between(1, 1_000),
                        MEDIUM,
                        "partitions of the topics that are created with the product id as key")
                .define(TOPIC_REPLICATION, INT, 1, between(1, 16), MEDIUM, "replicas of the topics that are created")
                .define(
                        GROUP_PROTOCOL,
                        STRING,
                        "classic",
                        oneOf("classic", "streams"),
                        MEDIUM,
                        "rebalance protocol; streams needs brokers of 4.2 or later, which then set the session time-out")
                .define(
                        SESSION_TIMEOUT_MS,
                        INT,
                        6_000,
                        between(1_000, 300_000),
                        MEDIUM,
                        "silence after which an instance's partitions go to others (classic only)")
                .define(
                        TRANSACTION_TIMEOUT_MS,
                        INT,
                        10_000,
                        between(1_000, 900_000),
                        LOW,
                        "longest time that the transaction of a killed instance holds readers up")
                .define(
                        MAX_POLL_INTERVAL_MS,
                        INT,
                        300_000,
                        between(1_000, 3_600_000),
                        LOW,
                        "longest time between polls; batches shrink when images are so slow that it is at risk")
                .define(
                        COMMIT_INTERVAL_MS,
                        INT,
                        100,
                        between(1, 10_000),
                        MEDIUM,
                        "time between commits, after which readers of committed data see the labels")
                .define(
                        PRODUCER_LINGER_MS,
                        INT,
                        5,
                        between(0, 1_000),
                        LOW,
                        "time that the producer waits to fill a request");
    }

    private static ConfigDef settingsOfOperation(ConfigDef settings) {
        return settings.define(
                        INSTANCE_ID,
                        STRING,
                        hostName(),
                        text("1 to 100 of a-z A-Z 0-9 . _ -", NAME),
                        HIGH,
                        "names this instance in rollouts, metrics and its state directory; keep it over restarts")
                .define(
                        STATE_DIR,
                        STRING,
                        Path.of(System.getProperty("java.io.tmpdir"), "fashion-stream")
                                .toString(),
                        text("a path", ".+"),
                        HIGH,
                        "directory of local state, one folder per instance id; rebuilt from Kafka when lost")
                .define(
                        HTTP_HOST,
                        STRING,
                        "localhost",
                        text("a host name or address", "\\S+"),
                        HIGH,
                        "address that the HTTP port is bound to; 0.0.0.0 for all")
                .define(
                        HTTP_PORT,
                        INT,
                        8090,
                        between(0, 65_535),
                        HIGH,
                        "port of page, metrics and health; 0 for any free one")
                .define(CLOSE_TIMEOUT_MS, INT, 20_000, between(100, 600_000), LOW, "longest time to drain at the end");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^a-zA-Z0-9._-]", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
