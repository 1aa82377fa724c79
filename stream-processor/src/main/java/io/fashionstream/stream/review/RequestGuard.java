package io.fashionstream.stream.review;

import io.fashionstream.stream.http.HttpHead;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other web pages out. A page of another site that is open in the reviewer's browser may send requests here, and may
 * even call this machine by a name of its own (DNS rebinding). So each request must call the server by one of its names; and
 * what writes must come from a page of this server, as JSON, which browsers let no other site send without asking first.
 */
final class RequestGuard {
    private final Set<String> names = new HashSet<>();

    /**
     * @param host where the server listens
     * @param more further names by which it is reached, such as that of a proxy before it; each with or without a port
     */
    RequestGuard(String host, Set<String> more) {
        names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
        names.add(name(host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host));
        more.forEach(each -> names.add(name(each)));
    }

    /**
     * Why a request is not answered; empty if it is.
     *
     * @param host its {@code Host}
     */
    Optional<String> refusal(@Nullable String host) {
        return host != null && names.contains(name(host))
                ? Optional.empty()
                : Optional.of("this page is not called " + host + "; --name adds a name by which it is reached");
    }

    /** Why a request that writes is not answered; empty if it is. Programs that are no browsers state no origin. */
    Optional<String> refusalOfWriting(HttpHead head) {
        String contentType = head.header("Content-Type").orElse("");
        if (!essence(contentType).equals("application/json")) {
            return Optional.of("expected JSON, as application/json, got \"" + contentType + "\"");
        }
        String origin = head.header("Origin").orElse(null);
        String host = head.header("Host").orElse(null);
        String site = head.header("Sec-Fetch-Site").orElse("none");
        boolean fromHere = origin == null || (host != null && isAt(origin, host));
        return fromHere && (site.equals("same-origin") || site.equals("none"))
                ? Optional.empty()
                : Optional.of("only this server's own page may write, not one of " + origin);
    }

    private static boolean isAt(String origin, String host) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String essence(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** A host without its port. */
    private static String name(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        int end = lower.startsWith("[") ? lower.indexOf(']') + 1 : lower.indexOf(':');
        return end <= 0 ? lower : lower.substring(0, end);
    }
}
