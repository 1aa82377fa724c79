package io.fashionstream.stream.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP port: a few read-only pages, each computed when it is asked for, and endpoints that take a body, on a few threads
 * of its own. A client that sends half a request, or does not take the answer, holds a connection but no thread, and is cut
 * off after some seconds of silence.
 */
public final class HttpPort implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpPort.class);
    private static final int MAX_THREADS = 6;
    private static final int MAX_CONNECTIONS = 512;
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Map<String, Function<String, HttpAnswer>> pages = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Server server;
    private final ServerConnector connector;
    private final String host;

    /**
     * Binds the port; nothing is answered before {@link #start}.
     *
     * @param port 0 takes any free one
     * @throws AddressUnavailable if the address cannot be bound
     */
    public HttpPort(String host, int port) {
        this.host = host;
        this.server = new Server(threads(), new ScheduledExecutorScheduler("ops-http-timeouts", true), null);
        this.connector = connector(server, host, port);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        server.setHandler(new Paths());
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
    public HttpPort page(String path, Supplier<HttpAnswer> page) {
        return page(path, accept -> page.get());
    }

    /** The same of a page that comes in several formats; {@code page} is told the request's {@code Accept}. */
    public HttpPort page(String path, Function<String, HttpAnswer> page) {
        pages.put(path, page);
        return this;
    }

    /**
     * Answers requests of any method with {@code endpoint}.
     *
     * @param path exactly this one; with a slash at its end, such as {@code /v2/}, all below it as well
     */
    public HttpPort endpoint(String path, Endpoint endpoint) {
        endpoints.put(path, endpoint);
        return this;
    }

    /** Begins to answer. */
    public HttpPort start() {
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

    /** Everything by its path. */
    private final class Paths extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Endpoint endpoint = endpoint(Request.getPathInContext(request));
            if (endpoint == null) {
                Answers.send(answer(request), request, response, new Body(request).before(callback));
            } else {
                new Exchange(request, response, callback, endpoint).run();
            }
            return true;
        }

        private @Nullable Endpoint endpoint(String path) {
            Endpoint exact = endpoints.get(path);
            int slash = path.indexOf('/', 1);
            return exact != null || slash < 0 ? exact : endpoints.get(path.substring(0, slash + 1));
        }

        private HttpAnswer answer(Request request) {
            Function<String, HttpAnswer> page = pages.get(Request.getPathInContext(request));
            if (page == null) {
                return HttpAnswer.text(404, "no such page\n");
            }
            boolean readOnly = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
            if (!readOnly) {
                return HttpAnswer.text(405, "only GET is answered here\n").with("Allow", "GET, HEAD");
            }
            try {
                return page.apply(Answers.accepted(request, HttpHeader.ACCEPT));
            } catch (RuntimeException e) {
                log.warn("The page {} failed", Request.getPathInContext(request), e);
                return HttpAnswer.text(500, "the page failed, the log says why\n");
            }
        }
    }
}
