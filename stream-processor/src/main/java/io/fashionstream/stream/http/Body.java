package io.fashionstream.stream.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * The body of one request, read as it comes, without a thread that waits for it.
 *
 * <p>What nobody wants is read too, and thrown away, for a few seconds once the request is answered: a connection that is
 * closed on unread bytes is reset, and a client that is still writing then never gets to read its answer (RFC 9112, 9.6).
 */
final class Body {
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final Request request;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile int maxBytes;
    private volatile long end = Long.MAX_VALUE;

    Body(Request request) {
        this.request = request;
    }

    /**
     * Reads all of it; to be asked for once. Whoever completes the result before wants no more of it.
     *
     * @return ends with {@link BodyTooLong} after {@code maxBytes}, or with what Jetty says of a body that does not come
     */
    CompletableFuture<byte[]> read(int maxBytes) {
        this.maxBytes = maxBytes;
        begin();
        return whole;
    }

    /** What is told that the answer was written, and tells {@code callback} once nothing more of the body is read. */
    @SuppressWarnings("FutureReturnValueIgnored") // it never fails
    Callback before(Callback callback) {
        return Callback.from(
                () -> {
                    linger();
                    over.thenRun(callback::succeeded);
                },
                callback::failed);
    }

    private void linger() {
        end = System.nanoTime() + LINGER.toNanos();
        if (!begun.get() && request.getHeaders().contains(HttpHeader.EXPECT)) {
            over.complete(null); // the client waits for an answer before it sends any body, and this is one
        } else {
            begin();
        }
    }

    private void begin() {
        if (begun.compareAndSet(false, true)) {
            readOn();
        }
    }

    private void readOn() {
        while (System.nanoTime() < end) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::readOn);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                whole.completeExceptionally(chunk.getFailure());
                break;
            }
            keep(chunk.getByteBuffer());
            chunk.release();
            if (chunk.isLast()) {
                whole.complete(kept.toByteArray());
                break;
            }
        }
        over.complete(null);
    }

    private void keep(ByteBuffer bytes) {
        if (whole.isDone()) {
            return;
        }
        if (kept.size() + bytes.remaining() > maxBytes) {
            whole.completeExceptionally(new BodyTooLong());
            return;
        }
        kept.writeBytes(BufferUtil.toArray(bytes));
    }

    /** More came than was wanted. */
    static final class BodyTooLong extends Exception {
        private static final long serialVersionUID = 1;
    }
}
