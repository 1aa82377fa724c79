package io.fashionstream.stream.ops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP port: a few read-only pages, each computed when it is asked for, on a few threads of its own. A client that
 * sends half a request, or does not take the answer, holds a connection but no thread, and is cut off after some
 * seconds of silence.
 */
public final class OpsServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OpsServer.class);
    private static final int MAX_THREADS = 6;
    private static final int MAX_CONNECTIONS = 512;
    private static final int WORTH_COMPRESSING = 1_024;
    private static final Duration SILENCE = Duration.ofSeconds(5);
    /** Nothing from elsewhere, and no script or style that stands in a page. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, Function<String, OpsPage>> pages = new ConcurrentHashMap<>();
    private final Server server;
    private final ServerConnector connector;
    private final String host;

    /**
     * Binds the port; nothing is answered before {@link #start}.
     *
     * @param port 0 takes any free one
     * @throws AddressUnavailable if the address cannot be bound
     */
    public OpsServer(String host, int port) {
        this.host = host;
        this.server = new Server(threads(), new ScheduledExecutorScheduler("ops-http-timeouts", true), null);
        this.connector = connector(server, host, port);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        server.setHandler(new Pages());
        try {
            connector.open();
        } catch (IOException | IllegalArgumentException e) {
            throw new AddressUnavailable(host, port, e);
        }
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
        threads.setName("ops-http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        return threads;
    }

    private static ServerConnector connector(Server server, String host, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(SILENCE.toMillis());
        return connector;
    }

    /** Answers GET requests of exactly {@code path} with what {@code page} gives. */
    public OpsServer page(String path, Supplier<OpsPage> page) {
        return page(path, accept -> page.get());
    }

    /** The same of a page that comes in several formats; {@code page} is told the request's {@code Accept}. */
    public OpsServer page(String path, Function<String, OpsPage> page) {
        pages.put(path, page);
        return this;
    }

    /** Begins to answer. */
    public OpsServer start() {
        try {
            server.start();
        } catch (Exception e) { // what Jetty declares
            throw new IllegalStateException("the HTTP server of %s did not start".formatted(address()), e);
        }
        return this;
    }

    /** Where the pages are, with the port that was really bound. */
    public URI address() {
        return URI.create("http://" + host + ":" + connector.getLocalPort() + "/");
    }

    @Override
    public void close() {
        try {
            connector.close();
            server.stop();
        } catch (Exception e) { // what Jetty declares
            throw new IllegalStateException("the HTTP server of %s did not stop".formatted(host), e);
        }
    }

    /** All pages by their paths. */
    private final class Pages extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            OpsPage answer = answer(request);
            response.setStatus(answer.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            response.getHeaders().put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            response.getHeaders().put("Referrer-Policy", "no-referrer");
            byte[] body = answer.body();
            if (body.length >= WORTH_COMPRESSING
                    && accepted(request, HttpHeader.ACCEPT_ENCODING).contains("gzip")) {
                body = compressed(body);
                response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
            }
            response.getHeaders().put(HttpHeader.VARY, "Accept, Accept-Encoding");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }

        private static String accepted(Request request, HttpHeader header) {
            String value = request.getHeaders().get(header);
            return value == null ? "" : value;
        }

        private static byte[] compressed(byte[] body) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4);
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(body);
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail", e);
            }
            return compressed.toByteArray();
        }

        private OpsPage answer(Request request) {
            Function<String, OpsPage> page = pages.get(Request.getPathInContext(request));
            if (page == null) {
                return OpsPage.text(404, "no such page\n");
            }
            boolean readOnly = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
            if (!readOnly) {
                return OpsPage.text(405, "only GET is answered here\n");
            }
            try {
                return page.apply(accepted(request, HttpHeader.ACCEPT));
            } catch (RuntimeException e) {
                log.warn("The page {} failed", Request.getPathInContext(request), e);
                return OpsPage.text(500, "the page failed, the log says why\n");
            }
        }
    }
}
