package io.fashionstream.stream.reference;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Gets images by HTTP/1.1, on a few threads however many are fetched at once. Follows nothing, remembers nothing from one
 * request to the next, and sends nothing but the address. Safe for use by several threads.
 */
final class HttpImages implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int SPARE_CONNECTIONS = 2;

    private final HttpClient client;
    private final int maxBytes;

    HttpImages(FetchLimits limits, AddressRules addresses) {
        this(limits, addresses, null);
    }

    /** @param names knows hosts by their names; null for the system's own */
    HttpImages(FetchLimits limits, AddressRules addresses, @Nullable SocketAddressResolver names) {
        this.maxBytes = limits.maxBytes();
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("references");
        threads.setDaemon(true);
        Scheduler scheduler = new ScheduledExecutorScheduler("references-timer", /* daemon= */ true);
        client.setExecutor(threads);
        client.setScheduler(scheduler);
        long attempt = limits.attempt().toMillis();
        client.setConnectTimeout(attempt);
        client.setAddressResolutionTimeout(attempt);
        client.setSocketAddressResolver(new CheckedResolver(
                names == null ? new SocketAddressResolver.Async(threads, scheduler, attempt) : names, addresses));
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "fashion-stream"));
        // An attempt that was given up ends a moment after its place was given to another.
        client.setMaxConnectionsPerDestination(limits.atOnce() + SPARE_CONNECTIONS);
        start(client);
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().clear();
    }

    private static void start(HttpClient client) {
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the client that fetches images by reference does not start", e);
        }
    }

    /**
     * Asks for {@code location}; returns at once.
     *
     * @param time after which the attempt has failed
     * @param end told once what came of it, on one of the client's threads or on that of the caller
     * @return aborts the attempt
     */
    Runnable get(Location location, Duration time, Consumer<Attempted> end) {
        Request request =
                client.newRequest(location.uri()).timeout(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        request.send(new HttpAnswer(location, maxBytes, end));
        return () -> {
            var unused = request.abort(new CancellationException("given up"));
        };
    }

    /** Does {@code task} after {@code delay}, if the client is open then. */
    void after(Duration delay, Runnable task) {
        client.getScheduler().schedule(task, delay);
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the client that fetches images by reference does not stop", e);
        }
    }
}
