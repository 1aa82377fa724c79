package io.fashionstream.stream;

import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Rules of single settings, in words that are printed both in the table of settings and in a problem. */
final class SettingsRules {
    private SettingsRules() {}

    static ConfigDef.Validator between(double low, double high) {
        String range = high == Math.rint(high) && low == Math.rint(low)
                ? (long) low + " to " + (long) high
                : low + " to " + high;
        return rule("must be " + range, value -> {
            double number = ((Number) value).doubleValue();
            return number >= low && number <= high;
        });
    }

    static ConfigDef.Validator oneOf(String... allowed) {
        List<String> names = List.of(allowed);
        return rule("must be one of " + names, names::contains);
    }

    static ConfigDef.Validator text(String words, String pattern) {
        return rule("must be " + words, value -> ((String) value).matches(pattern));
    }

    private static ConfigDef.Validator rule(String words, Predicate<Object> holds) {
        return new ConfigDef.Validator() {
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
        };
    }
}
