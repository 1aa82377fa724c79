package io.fashionstream.stream.settings;

import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Collects definitions of settings, each with a rule in words that is printed in a problem and in the table. */
final class SettingsTable {
    private final ConfigDef definition = new ConfigDef();

    ConfigDef definition() {
        return definition;
    }

    /** A whole number from {@code low} to {@code high}. */
    SettingsTable number(String key, long byDefault, long low, long high, String meaning) {
        return add(key, ConfigDef.Type.LONG, byDefault, "must be " + low + " to " + high, meaning, value -> {
            long number = ((Number) value).longValue();
            return number >= low && number <= high;
        });
    }

    /** A share from 0 to 1. */
    SettingsTable share(String key, double byDefault, String meaning) {
        return add(key, ConfigDef.Type.DOUBLE, byDefault, "must be 0 to 1", meaning, value -> {
            double share = ((Number) value).doubleValue();
            return share >= 0 && share <= 1;
        });
    }

    /** A text that matches {@code pattern}, which is {@code rule} in words. */
    SettingsTable text(String key, String byDefault, String rule, String pattern, String meaning) {
        return add(
                key,
                ConfigDef.Type.STRING,
                byDefault,
                "must be " + rule,
                meaning,
                value -> ((String) value).matches(pattern));
    }

    /** A text for which {@code holds}; the rule in words is {@code rule}. */
    SettingsTable text(String key, String byDefault, String rule, Predicate<String> holds, String meaning) {
        return add(
                key, ConfigDef.Type.STRING, byDefault, "must be " + rule, meaning, value -> holds.test((String) value));
    }

    SettingsTable choice(String key, String byDefault, List<String> allowed, String meaning) {
        return add(key, ConfigDef.Type.STRING, byDefault, "must be one of " + allowed, meaning, allowed::contains);
    }

    SettingsTable flag(String key, boolean byDefault, String meaning) {
        return add(key, ConfigDef.Type.BOOLEAN, byDefault, "must be true or false", meaning, value -> true);
    }

    private SettingsTable add(
            String key, ConfigDef.Type type, Object byDefault, String rule, String meaning, Predicate<Object> holds) {
        definition.define(key, type, byDefault, new Rule(rule, holds), Importance.MEDIUM, meaning);
        return this;
    }

    /** One rule; its words are what {@link #toString} gives. */
    private record Rule(String words, Predicate<Object> holds) implements ConfigDef.Validator {
        @Override
        public void ensureValid(String key, @Nullable Object value) {
            if (value == null || !holds.test(value)) {
                throw new ConfigException(key, value, words);
            }
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
