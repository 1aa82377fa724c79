package io.fashionstream.stream.accuracy;

import static io.fashionstream.check.Check.require;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** The settings of this package with their types, defaults, rules and meanings. */
public final class AccuracyKeys {
    static final String WINDOW_MS = "accuracy.window.ms";
    static final String STEP_MS = "accuracy.step.ms";
    static final String RETENTION_MS = "truth.retention.ms";
    static final String PRECEDENCE = "truth.precedence";
    static final String ALERT_BELOW = "accuracy.alert.below";
    static final String ALERT_BELOW_SCOPES = "accuracy.alert.below.scopes";
    static final String ALERT_STEPS = "accuracy.alert.steps";

    private static final AccuracySettings DEFAULT = AccuracySettings.DEFAULT;

    private AccuracyKeys() {}

    /** Adds the definitions to {@code settings}, and returns it. */
    public static ConfigDef define(ConfigDef settings) {
        return defineAlerts(defineTruth(defineWindow(settings)));
    }

    private static ConfigDef defineWindow(ConfigDef settings) {
        return settings.define(
                        WINDOW_MS,
                        LONG,
                        DEFAULT.window().toMillis(),
                        between(100, 1_296_000_000),
                        MEDIUM,
                        "length of the rolling window of accuracy figures; 1 to 360 whole steps")
                .define(
                        STEP_MS,
                        LONG,
                        DEFAULT.step().toMillis(),
                        between(100, 3_600_000),
                        MEDIUM,
                        "time between publications of accuracy figures");
    }

    private static ConfigDef defineTruth(ConfigDef settings) {
        return settings.define(
                        RETENTION_MS,
                        LONG,
                        DEFAULT.retention().toMillis(),
                        between(1_000, 2_678_400_000L),
                        MEDIUM,
                        "how far a label and its truth may lie apart in time, and how late either may come")
                .define(
                        PRECEDENCE,
                        STRING,
                        DEFAULT.precedence().key(),
                        ConfigDef.ValidString.in(TruthPrecedence.keys().toArray(String[]::new)),
                        MEDIUM,
                        "which source of truth wins where both the catalogue and a ground-truth event name a category");
    }

    private static ConfigDef defineAlerts(ConfigDef settings) {
        return settings.define(
                        ALERT_BELOW,
                        DOUBLE,
                        DEFAULT.alerts().below(),
                        between(0.001, 0.999),
                        MEDIUM,
                        "alert when the 95 % interval of a class's accuracy lies wholly under this")
                .define(
                        ALERT_BELOW_SCOPES,
                        LIST,
                        List.of(),
                        LambdaValidator.with(
                                AccuracyKeys::checkScopes, () -> "must be a list such as SHIRT=0.5,ALL=0.85"),
                        LOW,
                        "the same for single classes or ALL, in its place")
                .define(
                        ALERT_STEPS,
                        INT,
                        DEFAULT.alerts().steps(),
                        between(1, 1000),
                        MEDIUM,
                        "for how many publications in a row it must be so before an alert is raised, or recovers");
    }

    /**
     * The settings in {@code values}, as {@link ConfigDef#parse} returned them.
     *
     * @throws IllegalArgumentException naming the key, if settings that are valid each do not go together
     */
    public static AccuracySettings read(Map<String, ?> values) {
        return new AccuracySettings(
                millis(values, WINDOW_MS),
                millis(values, STEP_MS),
                millis(values, RETENTION_MS),
                TruthPrecedence.ofKey((String) value(values, PRECEDENCE)).orElseThrow(),
                new AlertRules((double) value(values, ALERT_BELOW), scopes(value(values, ALERT_BELOW_SCOPES)), (int)
                        value(values, ALERT_STEPS)));
    }

    private static Object value(Map<String, ?> values, String key) {
        return Objects.requireNonNull(values.get(key), key);
    }

    private static Duration millis(Map<String, ?> values, String key) {
        return Duration.ofMillis((long) value(values, key));
    }

    private static Map<String, Double> scopes(Object list) {
        Map<String, Double> thresholds = new LinkedHashMap<>();
        for (Object item : (List<?>) list) {
            String[] parts = String.valueOf(item).split("=", -1);
            require(parts.length == 2, "must name scopes as SHIRT=0.5, got %s", item);
            thresholds.put(parts[0].strip(), Double.valueOf(parts[1].strip()));
        }
        return thresholds;
    }

    private static void checkScopes(String key, Object list) {
        try {
            new AlertRules(DEFAULT.alerts().below(), scopes(list), 1);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, list, String.valueOf(e.getMessage()));
        }
    }

    private static Validator between(double low, double high) {
        String rule = high >= 1 ? "must be " + (long) low + " to " + (long) high : "must be " + low + " to " + high;
        return LambdaValidator.with(
                (key, value) -> {
                    if (!(value instanceof Number number)
                            || number.doubleValue() < low
                            || number.doubleValue() > high) {
                        throw new ConfigException(key, value, rule);
                    }
                },
                () -> rule);
    }
}
