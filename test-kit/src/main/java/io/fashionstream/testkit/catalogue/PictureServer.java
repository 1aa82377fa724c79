package io.fashionstream.testkit.catalogue;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A catalogue's server of pictures on this machine, which answers each request after a delay, and badly where its address
 * says so: picture 7 is at {@code /good/7}, {@code /short/7} and so on. Holds no thread while it waits.
 */
public final class PictureServer implements AutoCloseable {
    private static final int LARGE_BYTES = 8 << 20;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger mostWaiting = new AtomicInteger();
    private final IntFunction<byte[]> pictures;
    private final Duration delay;

    /** What a server may do instead of serving the picture. */
    public enum Manner {
        /** Serves the picture. */
        GOOD,
        /** Announces one byte more than it sends. */
        SHORT,
        /** Sends its client to the good picture. */
        MOVED,
        /** Sends its client to another server. */
        OUT,
        /** Breaks the connection off. */
        RESET,
        /** Sends megabytes, of which it announces nothing. */
        LARGE,
        /** Does not know the picture. */
        MISSING,
        /** Says nothing. */
        SILENT
    }

    /**
     * A server that runs.
     *
     * @param port 0 for any free one
     * @param delay before each answer
     * @param pictures by their numbers; called for each request
     */
    public PictureServer(int port, Duration delay, IntFunction<byte[]> pictures) {
        this.pictures = pictures;
        this.delay = delay;
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Answers());
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the server of pictures does not start", e);
        }
    }

    /** Address below which all its pictures lie. */
    public String prefix() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** Address of picture {@code number}, served in that manner. */
    public String location(Manner manner, int number) {
        return prefix() + manner.name().toLowerCase(Locale.ROOT) + "/" + number;
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** How many were asked for. */
    public int requests() {
        return requests.get();
    }

    /** The most that were asked for and not yet answered at any time. */
    public int mostWaiting() {
        return mostWaiting.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server of pictures does not stop", e);
        }
    }

    private final class Answers extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            requests.incrementAndGet();
            mostWaiting.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            String[] path =
                    URI.create(request.getHttpURI().toString()).getPath().split("/", 3);
            Manner manner = Manner.valueOf(path[1].toUpperCase(Locale.ROOT));
            int number = Integer.parseInt(path[2]);
            var unused = clock.schedule(
                    () -> {
                        waiting.decrementAndGet();
                        answer(manner, number, request, response, callback);
                    },
                    delay.toNanos(),
                    TimeUnit.NANOSECONDS);
            return true;
        }
    }

    private void answer(Manner manner, int number, Request request, Response response, Callback callback) {
        switch (manner) {
            case GOOD -> send(response, pictures.apply(number), callback);
            case SHORT -> {
                byte[] picture = pictures.apply(number);
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, picture.length + 1L);
                response.write(false, ByteBuffer.wrap(picture), Callback.from(() -> breakOff(request)));
            }
            case MOVED -> Response.sendRedirect(request, response, callback, "/good/" + number);
            case OUT -> Response.sendRedirect(request, response, callback, "http://elsewhere.example/" + number);
            case RESET -> breakOff(request);
            case LARGE -> response.write(false, ByteBuffer.allocate(LARGE_BYTES), callback);
            case MISSING -> Response.writeError(request, response, callback, 404);
            case SILENT -> {
                // The client shall lose its patience.
            }
        }
    }

    private static void send(Response response, byte[] picture, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, picture.length);
        response.write(true, ByteBuffer.wrap(picture), callback);
    }

    private static void breakOff(Request request) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }
}
