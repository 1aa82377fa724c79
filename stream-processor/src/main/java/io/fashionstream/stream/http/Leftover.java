package io.fashionstream.stream.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * What a client still sends of a body that nobody wants, read and thrown away once the request is answered: a connection
 * that is closed before is reset, and a client that is still writing then never gets to read its answer (RFC 9112, 9.6).
 *
 * <p>It is read for a few seconds at most, without a thread that waits for it. Where the body was read already, this is over
 * at once.
 */
final class Leftover implements Callback {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Request request;
    private final Callback callback;
    private final long end = System.nanoTime() + PATIENCE.toNanos();

    /** @param callback told when the request is over */
    Leftover(Request request, Callback callback) {
        this.request = request;
        this.callback = callback;
    }

    /** The answer is on its way. */
    @Override
    public void succeeded() {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) { // the answer came before any body
            callback.succeeded();
        } else {
            read();
        }
    }

    private void read() {
        while (System.nanoTime() < end) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::read);
                return;
            }
            chunk.release();
            if (chunk.isLast()) {
                break;
            }
        }
        callback.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
        callback.failed(failure);
    }
}
