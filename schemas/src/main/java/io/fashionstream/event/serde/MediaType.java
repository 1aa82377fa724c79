package io.fashionstream.event.serde;

import java.util.Locale;

/** Media types as publishers write them: {@code image/jpeg}, {@code Image/JPEG; q=1}. */
public final class MediaType {
    private MediaType() {}

    /** The type in lower case and without parameters, such as {@code image/jpeg}; empty for blank text. */
    public static String essence(String stated) {
        int parameters = stated.indexOf(';');
        String type = parameters < 0 ? stated : stated.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
