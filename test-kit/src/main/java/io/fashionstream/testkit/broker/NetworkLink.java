package io.fashionstream.testkit.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP connection to another port of this machine that can be cut and mended.
 *
 * <p>A cut is silent, as that of a network is: connections stay open, nothing passes, and what was sent meanwhile arrives
 * once the link is mended. Safe for use by several threads.
 */
public final class NetworkLink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NetworkLink.class);
    private static final int BUFFER_BYTES = 65_536;

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean cut;
    private boolean closed;

    private NetworkLink(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    /** Passes what comes to {@code port} on to {@code target}, which need not listen yet. */
    public static NetworkLink start(int port, int target) {
        try {
            NetworkLink link = new NetworkLink(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), target);
            link.startThread("link-accept", link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /** Where it is entered. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** From now on nothing passes. */
    public synchronized void cut() {
        cut = true;
    }

    /** From now on all passes, beginning with what was held up. */
    public synchronized void mend() {
        cut = false;
        notifyAll();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        closeQuietly(entrance);
        sockets.forEach(NetworkLink::closeQuietly);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                sockets.add(near);
                startThread("link-connect", () -> connect(near));
            } catch (IOException e) {
                log.debug("The link takes no further connection", e);
            }
        }
    }

    private void connect(Socket near) {
        try {
            awaitWhole();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(far);
            startThread("link-back", () -> pass(far, near));
            pass(near, far);
        } catch (IOException | InterruptedException e) {
            log.debug("No connection to port {}", target, e);
            end(near);
        }
    }

    /** Until either side ends it; then the other side ends too. */
    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitWhole();
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            log.debug("A connection over the link ends", e);
        } finally {
            end(from);
            end(to);
        }
    }

    private synchronized void awaitWhole() throws InterruptedException {
        while (cut && !closed) {
            wait();
        }
    }

    private void end(Socket socket) {
        sockets.remove(socket);
        closeQuietly(socket);
    }

    private void startThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            log.debug("A socket of the link did not close", e);
        }
    }
}
