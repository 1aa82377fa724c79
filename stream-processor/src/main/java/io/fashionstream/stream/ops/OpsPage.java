package io.fashionstream.stream.ops;

import java.nio.charset.StandardCharsets;

/** One HTTP answer. */
public final class OpsPage {
    private final int status;
    private final String contentType;
    private final byte[] body;

    private OpsPage(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    public static OpsPage text(int status, String text) {
        return new OpsPage(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code body} is shared, not copied. */
    public static OpsPage of(String contentType, byte[] body) {
        return new OpsPage(200, contentType, body);
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }
}
