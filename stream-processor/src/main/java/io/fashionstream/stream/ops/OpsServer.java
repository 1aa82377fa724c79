package io.fashionstream.stream.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The HTTP port: a few read-only pages, each computed when it is asked for, by a few threads of its own. Who does not send
 * a whole request, or take the answer, within seconds is cut off: it would keep a thread from the health checks.
 */
public final class OpsServer implements AutoCloseable {
    private static final int THREADS = 4;

    static {
        // In seconds, for all servers of this kind in this JVM; the JDK has no setting for a single one, and waits for
        // ever.
        setIfUnset("sun.net.httpserver.maxReqTime", "3");
        setIfUnset("sun.net.httpserver.maxRspTime", "10");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final String host;

    /**
     * Binds the port; nothing is answered before {@link #start}.
     *
     * @param port 0 takes any free one
     * @throws AddressUnavailable if the address cannot be bound
     */
    public OpsServer(String host, int port) {
        try {
            this.server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException | IllegalArgumentException e) {
            throw new AddressUnavailable(host, port, e);
        }
        this.host = host;
        this.threads = Executors.newFixedThreadPool(THREADS, OpsServer::newThread);
        server.setExecutor(threads);
    }

    /** Answers GET requests of exactly {@code path} with what {@code page} gives. */
    public OpsServer page(String path, Supplier<OpsPage> page) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer(exchange, path, page);
            }
        });
        return this;
    }

    public OpsServer start() {
        server.start();
        return this;
    }

    /** Where the pages are, with the port that was really bound. */
    public URI address() {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private static void answer(HttpExchange exchange, String path, Supplier<OpsPage> page) throws IOException {
        boolean found = exchange.getRequestURI().getPath().equals(path);
        boolean readOnly = exchange.getRequestMethod().equals("GET")
                || exchange.getRequestMethod().equals("HEAD");
        OpsPage answer = !found
                ? OpsPage.text(404, "no such page\n")
                : readOnly ? page.get() : OpsPage.text(405, "only GET is answered here\n");
        byte[] body = answer.body();
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static void setIfUnset(String property, String value) {
        System.setProperty(property, System.getProperty(property, value));
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "ops-http");
        thread.setDaemon(true);
        return thread;
    }
}
