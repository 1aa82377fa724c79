package io.fashionstream.stream.settings;

import io.fashionstream.connection.ClientSettingsFile;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.stream.accuracy.AccuracySettings;
import io.fashionstream.stream.accuracy.AlertRules;
import io.fashionstream.stream.accuracy.TruthPrecedence;
import io.fashionstream.stream.batch.BatchLimits;
import io.fashionstream.stream.model.PrecisionSetting;
import io.fashionstream.stream.settings.ProcessorSettings.HttpSettings;
import io.fashionstream.stream.settings.ProcessorSettings.OnnxSettings;
import io.fashionstream.stream.settings.ProcessorSettings.StreamsTuning;
import io.fashionstream.stream.settings.ProcessorSettings.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigValue;

/** Checks settings against {@link SettingsKeys} and gives them their types; reports all problems together. */
final class SettingsReader {
    /** Client settings that exactly-once and the look-ahead depend on. */
    private static final Set<String> OWN = Set.of(
            "auto.offset.reset",
            "bootstrap.servers",
            "client.id",
            "enable.auto.commit",
            "enable.idempotence",
            "fetch.max.wait.ms",
            "fetch.min.bytes",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "interceptor.classes",
            "isolation.level",
            "key.deserializer",
            "key.serializer",
            "linger.ms",
            "max.poll.interval.ms",
            "session.timeout.ms",
            "transaction.timeout.ms",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    private final SettingsLayers layers;
    private final OpenTelemetryLayer openTelemetry;
    private final Map<String, ConfigValue> checked;

    private SettingsReader(SettingsLayers layers) {
        this.layers = layers;
        this.openTelemetry = new OpenTelemetryLayer(layers);
        this.checked = SettingsKeys.define().validateAll(layers.values());
    }

    static ProcessorSettings read(SettingsLayers layers) {
        SettingsReader reader = new SettingsReader(layers);
        List<String> problems = reader.problems();
        if (!problems.isEmpty()) {
            throw new SettingsProblem(problems);
        }
        return reader.settings();
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<String> known = SettingsKeys.define().names();
        layers.values().forEach((key, value) -> {
            if (key.startsWith(SettingsKeys.KAFKA_PREFIX)) {
                kafkaProblem(key, problems);
            } else if (!known.contains(key) && !key.startsWith(SettingsKeys.OPEN_TELEMETRY_PREFIX)) {
                problems.add(key + ": no such setting (from " + layers.origin(key) + ")");
            }
        });
        // The last message of a key is the rule that it breaks; one before it would say that it has the wrong type.
        checked.values().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .map(value -> inWords(
                        value, value.errorMessages().get(value.errorMessages().size() - 1)))
                .forEach(problems::add);
        openTelemetry.addProblems(problems);
        Collections.sort(problems);
        return problems;
    }

    private void kafkaProblem(String key, List<String> problems) {
        String clientKey = key.substring(SettingsKeys.KAFKA_PREFIX.length());
        Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        if (OWN.contains(clientKey)) {
            problems.add(key + ": is set by the processor itself (from " + layers.origin(key) + ")");
        } else if (!known.contains(clientKey)) {
            problems.add(key + ": no Kafka client has a setting " + clientKey + " (from " + layers.origin(key) + ")");
        }
    }

    /** Kafka's message begins with value and key, ours with the key. */
    private String inWords(ConfigValue value, String message) {
        int rule = message.indexOf(" for configuration " + value.name() + ": ");
        String words =
                rule < 0 ? message : message.substring(rule + value.name().length() + 21);
        String found = layers.values().getOrDefault(value.name(), "nothing");
        return value.name() + ": " + words + ", got \"" + found + "\" (from " + layers.origin(value.name()) + ")";
    }

    private ProcessorSettings settings() {
        try {
            return composed(tuning());
        } catch (IllegalArgumentException e) {
            throw new SettingsProblem(List.of(String.valueOf(e.getMessage())));
        }
    }

    private ProcessorSettings composed(StreamsTuning tuning) {
        return new ProcessorSettings(
                new KafkaConnection(text(SettingsKeys.BOOTSTRAP_SERVERS), clientSettings()),
                text(SettingsKeys.APPLICATION_ID),
                text(SettingsKeys.INSTANCE_ID),
                Path.of(text(SettingsKeys.STATE_DIR), text(SettingsKeys.INSTANCE_ID)),
                (long) value(SettingsKeys.STATE_MEMORY_BYTES),
                new Topics(text(SettingsKeys.TOPIC_PREFIX)),
                new TopicSetup(
                        (boolean) value(SettingsKeys.TOPIC_CREATE),
                        number(SettingsKeys.TOPIC_PARTITIONS),
                        number(SettingsKeys.TOPIC_REPLICATION)),
                new BatchLimits(
                        number(SettingsKeys.BATCH_MAX_IMAGES),
                        tuning.maxPollInterval().dividedBy(8)),
                decodeLimits(),
                ReferenceKeys.read(this::value, number(SettingsKeys.IMAGE_MAX_BYTES), tuning.maxPollInterval()),
                accuracy(),
                onnx(),
                share(SettingsKeys.CHALLENGER_SHARE),
                millis(SettingsKeys.DUPLICATE_HORIZON_MS),
                tuning,
                new HttpSettings(
                        text(SettingsKeys.HTTP_HOST),
                        number(SettingsKeys.HTTP_PORT),
                        text(SettingsKeys.METRICS_KAFKA).equals("all")),
                EndpointKeys.read(this::value),
                openTelemetry.settings(text(SettingsKeys.APPLICATION_ID), text(SettingsKeys.INSTANCE_ID)),
                millis(SettingsKeys.CLOSE_TIMEOUT_MS));
    }

    private StreamsTuning tuning() {
        return new StreamsTuning(
                number(SettingsKeys.STREAM_THREADS),
                number(SettingsKeys.ACCURACY_THREADS),
                text(SettingsKeys.GROUP_PROTOCOL),
                millis(SettingsKeys.BATCH_WAIT_MS),
                number(SettingsKeys.BATCH_WAIT_BYTES),
                millis(SettingsKeys.COMMIT_INTERVAL_MS),
                (boolean) value(SettingsKeys.COMMIT_EARLY),
                millis(SettingsKeys.PRODUCER_LINGER_MS),
                millis(SettingsKeys.SESSION_TIMEOUT_MS),
                millis(SettingsKeys.TRANSACTION_TIMEOUT_MS),
                millis(SettingsKeys.MAX_POLL_INTERVAL_MS));
    }

    private DecodeLimits decodeLimits() {
        return new DecodeLimits(
                number(SettingsKeys.IMAGE_MAX_BYTES),
                number(SettingsKeys.IMAGE_MAX_PIXELS),
                number(SettingsKeys.IMAGE_MAX_EDGE_PIXELS),
                (long) value(SettingsKeys.IMAGE_MAX_WORKING_BYTES));
    }

    private OnnxSettings onnx() {
        return new OnnxSettings(
                number(SettingsKeys.ONNX_THREADS),
                PrecisionSetting.ofKey(text(SettingsKeys.ONNX_PRECISION)).orElseThrow());
    }

    private AccuracySettings accuracy() {
        return new AccuracySettings(
                millis(SettingsKeys.ACCURACY_WINDOW_MS),
                millis(SettingsKeys.ACCURACY_STEP_MS),
                millis(SettingsKeys.TRUTH_RETENTION_MS),
                TruthPrecedence.ofKey(text(SettingsKeys.TRUTH_PRECEDENCE)).orElseThrow(),
                new AlertRules(
                        share(SettingsKeys.ACCURACY_ALERT_BELOW),
                        thresholds(text(SettingsKeys.ACCURACY_ALERT_BELOW_SCOPES)),
                        number(SettingsKeys.ACCURACY_ALERT_STEPS)));
    }

    private static Map<String, Double> thresholds(String scopes) {
        Map<String, Double> thresholds = new HashMap<>();
        for (String scope : scopes.isEmpty() ? new String[0] : scopes.split(",")) {
            int equals = scope.indexOf('=');
            thresholds.put(scope.substring(0, equals), Double.valueOf(scope.substring(equals + 1)));
        }
        return thresholds;
    }

    private Map<String, String> clientSettings() {
        String file = text(SettingsKeys.CLIENT_SETTINGS);
        Map<String, String> settings =
                new HashMap<>(file.isEmpty() ? Map.of() : ClientSettingsFile.read(Path.of(file)));
        layers.values().forEach((key, value) -> {
            if (key.startsWith(SettingsKeys.KAFKA_PREFIX)) {
                settings.put(key.substring(SettingsKeys.KAFKA_PREFIX.length()), value);
            }
        });
        return settings;
    }

    private Object value(String key) {
        return Objects.requireNonNull(Objects.requireNonNull(checked.get(key)).value());
    }

    private String text(String key) {
        return (String) value(key);
    }

    private int number(String key) {
        return Math.toIntExact((long) value(key));
    }

    private double share(String key) {
        return (double) value(key);
    }

    private Duration millis(String key) {
        return Duration.ofMillis((long) value(key));
    }
}
