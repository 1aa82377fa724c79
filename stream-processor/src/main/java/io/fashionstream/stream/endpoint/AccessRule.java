package io.fashionstream.stream.endpoint;

import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpHead;
import io.fashionstream.stream.http.HttpRefusal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request in, or not. A browser is no friend: any page that its user visits may have it send a request to this
 * machine, so a request that a page of another origin caused is refused; and such a page may have its own name point at this
 * machine, so that the name by which this machine was asked for counts as well. Behind a proxy every client seems to be of
 * this machine, so requests that came through one are not.
 */
final class AccessRule {
    private static final String BEARER = "bearer ";
    private static final List<String> SIGNS_OF_A_PROXY =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private final Access access;
    private final @Nullable AccessToken token;

    AccessRule(EndpointSettings settings) {
        this.access = settings.access();
        this.token = settings.token().orElse(null);
    }

    /** @throws HttpRefusal with 401 or 403 if the client may not ask */
    void require(HttpHead head) throws HttpRefusal {
        switch (access) {
            case OFF -> throw HttpRefusal.of(403, "labelling over HTTP is off (label.access=off)");
            case LOCAL -> {
                requireThisMachine(head);
                requireOwnOrigin(head);
            }
            case TOKEN -> requireToken(head);
            case OPEN -> requireOwnOrigin(head);
        }
    }

    private static void requireThisMachine(HttpHead head) throws HttpRefusal {
        boolean near = head.peer() != null && head.peer().isLoopbackAddress();
        if (!near
                || SIGNS_OF_A_PROXY.stream().anyMatch(sign -> head.header(sign).isPresent())) {
            throw HttpRefusal.of(
                    403,
                    "expected a client of this machine, got one from elsewhere or a proxy (label.access=local; with"
                            + " label.access=token clients from elsewhere are let in by a token)");
        }
        String host = head.header("Host").orElse("");
        if (!isLoopbackName(nameOf(host))) {
            throw HttpRefusal.of(
                    403,
                    "expected to be asked for as localhost, 127.0.0.1 or [::1], not by another name (label.access=local)");
        }
    }

    /** {@code host} without its port, in lower case. */
    private static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']');
        return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }

    private static boolean isLoopbackName(String name) {
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.\\d{1,3}){3}");
    }

    private static void requireOwnOrigin(HttpHead head) throws HttpRefusal {
        Optional<String> origin = head.header("Origin");
        boolean foreign =
                origin.isPresent() && !isOwn(origin.get(), head.header("Host").orElse(""));
        if (foreign
                || head.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent()) {
            throw HttpRefusal.of(
                    403,
                    "expected a request of a page of this server or of a program, got one that a page from"
                            + " elsewhere caused");
        }
    }

    private static boolean isOwn(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void requireToken(HttpHead head) throws HttpRefusal {
        String offered = head.header("Authorization").orElse("");
        boolean bearer = offered.regionMatches(/* ignoreCase= */ true, 0, BEARER, 0, BEARER.length());
        if (token == null
                || !bearer
                || !token.is(offered.substring(BEARER.length()).strip())) {
            throw new HttpRefusal(
                    HttpAnswer.problem(401, "expected the header Authorization: Bearer with the token of this server")
                            .with("WWW-Authenticate", "Bearer"));
        }
    }
}
