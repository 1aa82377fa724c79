package io.fashionstream.stream.reference;

import io.fashionstream.event.serde.Excerpt;
import java.util.List;

/** Which addresses may be fetched. Immutable. */
final class ReferenceRules {
    private final List<AllowedPrefix> prefixes;

    ReferenceRules(List<AllowedPrefix> prefixes) {
        this.prefixes = List.copyOf(prefixes);
    }

    /**
     * The address that {@code text} is.
     *
     * @throws ForbiddenReference if it is none, or lies below none of the prefixes
     */
    Location allowed(String text) throws ForbiddenReference {
        Location location = Location.of(text);
        prefix(location);
        return location;
    }

    /**
     * Where a server that was asked for {@code from} sends its clients.
     *
     * @param target absolute, or as seen from there
     */
    Location redirected(Location from, String target) throws ForbiddenReference {
        try {
            return allowed(from.uri().resolve(target).toString());
        } catch (IllegalArgumentException e) {
            throw new ForbiddenReference("expected a redirect to an address, got one to what is none");
        } catch (ForbiddenReference e) {
            throw new ForbiddenReference("redirected by " + from + ": " + e.detail());
        }
    }

    /** The prefix that covers {@code location}. */
    AllowedPrefix prefix(Location location) throws ForbiddenReference {
        for (AllowedPrefix prefix : prefixes) {
            if (prefix.covers(location)) {
                return prefix;
            }
        }
        throw new ForbiddenReference(
                "expected an address below one that dataref.prefixes names, got " + Excerpt.of(location.toString()));
    }
}
