package io.fashionstream.testkit.broker;

import io.fashionstream.connection.KafkaConnection;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One KRaft broker and controller in this JVM, on the loopback interface, with everything it keeps in one directory.
 *
 * <p>Started again on the same directory and port it is the same broker: clients reconnect, and no committed record is
 * gone. A client that uses a missing topic does not create it. Kafka's server classes are not a public API, so their version is pinned.
 *
 * <p>A fatal fault inside the broker would end the JVM by Kafka's own choice; here it is logged as an error and thrown
 * in the broker's thread, and the JVM lives on.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final int PORTS_TRIED = 8;

    private final KafkaRaftServer server;
    private final int port;
    private final Path directory;
    private final List<BrokerListener> listeners;
    private final Map<String, String> overrides;

    private EmbeddedKafka(
            KafkaRaftServer server,
            int port,
            Path directory,
            List<BrokerListener> listeners,
            Map<String, String> overrides) {
        this.server = server;
        this.port = port;
        this.directory = directory;
        this.listeners = listeners;
        this.overrides = overrides;
    }

    /** Starts a broker on a free port. */
    public static EmbeddedKafka start(Path directory) {
        return start(directory, 0, Map.of());
    }

    /**
     * Starts a broker and returns once it accepts clients, 2 to 5 seconds later.
     *
     * @param directory holds the broker's data; formatted if it is new or empty; otherwise the broker continues with its data
     * @param port where clients connect, or 0 for any free one
     * @param overrides broker settings that win over this class's own
     * @throws BrokerUnavailable if the port is taken, or the broker cannot start on the directory
     */
    public static EmbeddedKafka start(Path directory, int port, Map<String, String> overrides) {
        return start(directory, port, List.of(), overrides);
    }

    /**
     * Starts a broker with further listeners.
     *
     * @param listeners in addition to the plain one
     * @throws BrokerUnavailable if a port is taken, or the broker cannot start on the directory
     */
    public static EmbeddedKafka start(
            Path directory, int port, List<BrokerListener> listeners, Map<String, String> overrides) {
        BrokerServer.keepFaultsFromEndingTheJvm();
        BrokerServer.format(directory, 1, Uuid.randomUuid().toString());
        for (int attempt = 1; ; attempt++) {
            int clientPort = port == 0 ? LoopbackPorts.free() : port;
            LoopbackPorts.requireFree(clientPort);
            try {
                KafkaRaftServer server = run(directory, clientPort, listeners, overrides);
                return new EmbeddedKafka(server, clientPort, directory, listeners, overrides);
            } catch (RuntimeException e) {
                if (!isPortConflict(e) || attempt == PORTS_TRIED) {
                    throw new BrokerUnavailable("the embedded broker did not start on " + directory, e);
                }
                log.debug("Port taken meanwhile, trying another: attempt={}", attempt, e);
            }
        }
    }

    public int port() {
        return port;
    }

    /** How a client of this broker connects. */
    public KafkaConnection connection() {
        return KafkaConnection.to("127.0.0.1:" + port);
    }

    /** The directory that holds everything the broker keeps. */
    public Path directory() {
        return directory;
    }

    /** Starts it again after {@link #close()}, with the same directory, port and settings. */
    public EmbeddedKafka startAgain() {
        return start(directory, port, listeners, overrides);
    }

    /** Shuts down in order; the directory stays. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static KafkaRaftServer run(
            Path directory, int port, List<BrokerListener> listeners, Map<String, String> overrides) {
        return BrokerServer.start(BrokerNode.single(directory, port, LoopbackPorts.free(), listeners, overrides));
    }

    private static boolean isPortConflict(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    || String.valueOf(cause.getMessage()).contains("Address already in use")) {
                return true;
            }
        }
        return false;
    }
}
