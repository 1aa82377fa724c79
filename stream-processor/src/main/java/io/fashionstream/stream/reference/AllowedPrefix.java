package io.fashionstream.stream.reference;

import static io.fashionstream.check.Check.require;

import java.util.ArrayList;
import java.util.List;

/**
 * An address that ends with a slash, below which images may be fetched. Scheme, host and port must be the same; a part of
 * a host or of a segment of the path is no prefix.
 */
public final class AllowedPrefix {
    private final Location location;

    private AllowedPrefix(Location location) {
        this.location = location;
    }

    /**
     * Reads an operator's text, such as {@code https://images.example/shop/} or {@code file:/srv/pictures/}.
     *
     * @throws IllegalArgumentException if it is no such address
     */
    public static AllowedPrefix of(String text) {
        try {
            Location location = Location.of(text);
            require(
                    location.uri().getRawPath().endsWith("/") && location.uri().getRawQuery() == null,
                    "expected an address that ends with /, got %s",
                    text);
            return new AllowedPrefix(location);
        } catch (ForbiddenReference e) {
            throw new IllegalArgumentException(e.detail() + ": " + text, e);
        }
    }

    /**
     * Reads several, separated by commas; none in an empty text.
     *
     * @throws IllegalArgumentException if one is no such address
     */
    public static List<AllowedPrefix> listOf(String texts) {
        List<AllowedPrefix> prefixes = new ArrayList<>();
        for (String text : texts.isEmpty() ? new String[0] : texts.split(",", -1)) {
            prefixes.add(of(text));
        }
        return prefixes;
    }

    boolean covers(Location other) {
        return location.scheme().equals(other.scheme())
                && location.host().equals(other.host())
                && location.port() == other.port()
                && other.path().startsWith(location.path())
                && other.path().length() > location.path().length();
    }

    Location location() {
        return location;
    }

    @Override
    public String toString() {
        return location.toString();
    }
}
