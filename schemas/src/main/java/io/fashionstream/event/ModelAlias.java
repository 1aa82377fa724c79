package io.fashionstream.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The roles that a model can be released into. */
public enum ModelAlias {
    /** Its labels go to {@code image-labels}. */
    CHAMPION,
    /** Runs in the shadow on a share of the images; scored, never labelled with. */
    CHALLENGER;

    /** The alias as it stands in keys and on command lines, lower-case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The alias with this key; empty if there is none. */
    public static Optional<ModelAlias> ofKey(@Nullable String key) {
        return Arrays.stream(values()).filter(alias -> alias.key().equals(key)).findFirst();
    }
}
