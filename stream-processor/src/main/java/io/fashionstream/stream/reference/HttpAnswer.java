package io.fashionstream.stream.reference;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** Collects the answer to one request, and judges it. One thread at a time. */
final class HttpAnswer implements Response.Listener {
    private static final int OK = 200;
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> FOR_NOW = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Location location;
    private final int maxBytes;
    private final Consumer<Attempted> end;
    private @Nullable ContentBuffer content;
    private long announced = -1;
    private boolean tooMany;

    /** @param end told once what came of it */
    HttpAnswer(Location location, int maxBytes, Consumer<Attempted> end) {
        this.location = location;
        this.maxBytes = maxBytes;
        this.end = end;
    }

    @Override
    public void onHeaders(Response response) {
        if (response.getStatus() != OK) {
            content = new ContentBuffer(maxBytes, -1);
            return;
        }
        announced = response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        if (announced > maxBytes) {
            abort(response);
        } else {
            content = new ContentBuffer(maxBytes, announced);
        }
    }

    @Override
    public void onContent(Response response, ByteBuffer more) {
        if (!tooMany && content != null && !content.add(more)) {
            abort(response);
        }
    }

    private void abort(Response response) {
        tooMany = true;
        var unused = response.abort(new IllegalStateException("more bytes than are allowed"));
    }

    @Override
    public void onComplete(Result result) {
        end.accept(result.isFailed() ? failed(result.getFailure()) : answered(result.getResponse()));
    }

    private Attempted failed(Throwable failure) {
        if (tooMany) {
            return Attempted.tooMany(maxBytes, announced > maxBytes ? announced + " by Content-Length" : "more");
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ForbiddenReference forbidden) {
                return Attempted.forbidden(forbidden.detail());
            }
            if (cause instanceof CertificateException) {
                return Attempted.unreachable(
                        "expected a certificate that is valid for " + location.host() + ", got another");
            }
        }
        return Attempted.failed(inWords(failure));
    }

    private String inWords(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return "no host is known as " + location.host();
        }
        if (failure instanceof ConnectException) {
            return "nothing answers at " + location.host() + ":" + location.port();
        }
        if (failure instanceof TimeoutException) {
            return "the answer was not whole in time";
        }
        if (failure instanceof EOFException) {
            return "the connection ended before the answer was whole";
        }
        return "the connection failed";
    }

    private Attempted answered(Response response) {
        int status = response.getStatus();
        if (status == OK) {
            String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
            byte[] bytes = content == null ? new byte[0] : content.taken();
            return new Attempted.Got(new Fetched.Content(bytes, type == null ? "" : type));
        }
        String target = response.getHeaders().get(HttpHeader.LOCATION);
        if (MOVED.contains(status) && target != null) {
            return new Attempted.Moved(target);
        }
        String got = "status " + status + " of " + location;
        return FOR_NOW.contains(status)
                ? new Attempted.Failed(got, pause(response))
                : Attempted.unreachable("expected the image with status 200, got " + got);
    }

    /** {@code Retry-After} in seconds; dates are not read. */
    private static Duration pause(Response response) {
        String seconds = response.getHeaders().get(HttpHeader.RETRY_AFTER);
        if (seconds == null
                || seconds.isEmpty()
                || seconds.length() > 9
                || !seconds.chars().allMatch(Character::isDigit)) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(Long.parseLong(seconds));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
