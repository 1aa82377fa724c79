package io.fashionstream.stream.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpStatus;

/** One HTTP answer. Immutable. */
public final class HttpAnswer {
    /** The media type of RFC 9457. */
    public static final String PROBLEM = "application/problem+json";

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;

    private HttpAnswer(int status, String contentType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = headers;
    }

    public static HttpAnswer text(int status, String text) {
        return new HttpAnswer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** {@code body} is shared, not copied. */
    public static HttpAnswer of(String contentType, byte[] body) {
        return of(200, contentType, body);
    }

    /** {@code body} is shared, not copied. */
    public static HttpAnswer of(int status, String contentType, byte[] body) {
        return new HttpAnswer(status, contentType, body, Map.of());
    }

    /** What went wrong, as RFC 9457 has it. */
    public static HttpAnswer problem(int status, String detail) {
        return of(status, PROBLEM, problemJson(status, detail).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A problem's members, to add further ones to: title, status and detail. Its type is the status alone. */
    public static ObjectNode problemJson(int status, String detail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", HttpStatus.getMessage(status))
                .put("status", status)
                .put("detail", detail);
    }

    /** The same answer with one more header. */
    public HttpAnswer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new HttpAnswer(status, contentType, body, Map.copyOf(more));
    }

    /** The same answer with another body, which is shared. */
    public HttpAnswer withBody(String type, byte[] other) {
        return new HttpAnswer(status, type, other, headers);
    }

    public int status() {
        return status;
    }

    public String contentType() {
        return contentType;
    }

    /** Shared, not copied. */
    public byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
