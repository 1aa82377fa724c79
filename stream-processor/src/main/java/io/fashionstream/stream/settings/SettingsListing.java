package io.fashionstream.stream.settings;

import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The table of all settings, for people to read. */
public final class SettingsListing {
    private SettingsListing() {}

    /** One line for each setting: key, default, rule, meaning; a Markdown table. */
    public static String text() {
        return "| setting | default | rule | meaning |\n|---|---|---|---|\n"
                + SettingsKeys.define().configKeys().values().stream()
                        .map(SettingsListing::line)
                        .collect(Collectors.joining());
    }

    private static String line(ConfigKey key) {
        return "| `%s` | `%s` | %s | %s |%n"
                .formatted(key.name, key.defaultValue, String.valueOf(key.validator), key.documentation)
                .replace("``", "");
    }
}
