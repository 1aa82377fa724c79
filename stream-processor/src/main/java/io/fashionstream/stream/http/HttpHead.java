package io.fashionstream.stream.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request without its body.
 *
 * @param path decoded, without its query
 * @param query the last value of each name
 * @param headers by their names, whose case does not count; several of one name are one text with commas
 * @param peer who sent it, as far as the connection shows; null where that is not known
 */
public record HttpHead(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable InetAddress peer) {
    public HttpHead {
        query = Map.copyOf(query);
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    /** @throws HttpRefusal with 400 if its query cannot be read */
    static HttpHead of(Request request) throws HttpRefusal {
        Map<String, String> query = new TreeMap<>();
        try {
            Request.extractQueryParameters(request).forEach(field -> query.put(field.getName(), field.getValue()));
        } catch (RuntimeException e) { // Jetty has one for each way in which text can be broken
            throw HttpRefusal.of(400, "expected a query of names and values in UTF-8, percent-encoded");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.merge(field.getName(), valueOf(field), (one, other) -> one + ", " + other);
        }
        InetAddress peer = request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getAddress()
                : null;
        return new HttpHead(request.getMethod(), Request.getPathInContext(request), query, headers, peer);
    }

    private static String valueOf(HttpField field) {
        return field.getValue() == null ? "" : field.getValue();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
