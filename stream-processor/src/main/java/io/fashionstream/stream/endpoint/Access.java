package io.fashionstream.stream.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who may have pictures labelled over HTTP. */
public enum Access {
    /** Nobody. */
    OFF,
    /** Programs and browsers of this machine, which call it localhost or by its loopback address. */
    LOCAL,
    /** Who knows the token, from anywhere. */
    TOKEN,
    /** Everybody who reaches the port. */
    OPEN;

    /** The value of the setting, such as {@code local}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The values that the setting may have. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Access::key).toList();
    }

    /** The choice that a setting's value stands for, or empty for any other text. */
    public static Optional<Access> ofKey(String key) {
        return Arrays.stream(values())
                .filter(access -> access.key().equals(key))
                .findFirst();
    }
}
