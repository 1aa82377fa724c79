package io.fashionstream.testkit.broker;

import static io.fashionstream.check.Check.require;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports of the loopback interface.
 *
 * <p>They are drawn from below the range that systems give to outgoing connections. From within it, a client that keeps
 * trying to reach a stopped broker can be given the broker's own port, connect to itself, and so keep the broker from
 * ever coming back.
 */
public final class LoopbackPorts {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 200;

    private LoopbackPorts() {}

    /** A port that was free a moment ago; another process may still be faster. */
    public static int free() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new BrokerUnavailable("no free port found from " + FIRST + " to " + END, null);
    }

    /** {@code preferred} if nothing listens there, else any free port. */
    public static int freeLike(int preferred) {
        return isFree(preferred) ? preferred : free();
    }

    /** Throws {@link BrokerUnavailable} if something listens on {@code port}. */
    static void requireFree(int port) {
        require(port >= 1 && port <= 65_535, "port must be 1 to 65535, got %d", port);
        if (!isFree(port)) {
            throw new BrokerUnavailable(
                    "port " + port + " of 127.0.0.1 is taken; stop what listens there or give another port", null);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
