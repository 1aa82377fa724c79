package io.fashionstream.event;

import java.util.Locale;

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
}
