package io.fashionstream.stream.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which network of an artifact an operator wants to serve. */
public enum PrecisionSetting {
    /** The quantised network where it is there, agrees with its canaries, and is faster on this machine; else the other. */
    AUTO,
    /** The network as it was trained. */
    FP32,
    /** The quantised network, unmeasured; where it is missing or disagrees with its canaries, the other. */
    INT8;

    /** The value of the setting, such as {@code auto}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The values that the setting may have. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(PrecisionSetting::key).toList();
    }

    /** The choice that a setting's value stands for, or empty for any other text. */
    public static Optional<PrecisionSetting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }
}
