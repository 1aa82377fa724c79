package io.fashionstream.stream.reference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that answers as each path is told to, well or badly, on plain sockets. */
final class RoughServer implements AutoCloseable {
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "rough-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger busiest = new AtomicInteger();

    /** What happens to one request. */
    interface Behaviour {
        void answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    RoughServer() {
        this(0);
    }

    RoughServer(int port) {
        try {
            listener = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                StringBuilder request = new StringBuilder(line);
                for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                    request.append('\n').append(header);
                }
                requests.add(request.toString());
                answer(socket, line.split(" ", 3)[1]);
            }
        } catch (IOException e) {
            // The client, or this server, ended the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Socket socket, String path) throws IOException, InterruptedException {
        busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
        try {
            behaviours.getOrDefault(path, status(404)).answer(socket, socket.getOutputStream());
        } finally {
            busy.decrementAndGet();
        }
    }

    RoughServer on(String path, Behaviour behaviour) {
        behaviours.put(path, behaviour);
        return this;
    }

    /** Behaves so one after the other, and for ever as the last. */
    RoughServer on(String path, Behaviour... inTurn) {
        AtomicInteger next = new AtomicInteger();
        return on(
                path, (socket, out) -> inTurn[Math.min(next.getAndIncrement(), inTurn.length - 1)].answer(socket, out));
    }

    static Behaviour picture(byte[] bytes) {
        return (socket, out) -> {
            head(out, "200 OK", "Content-Type: image/png", "Content-Length: " + bytes.length);
            out.write(bytes);
        };
    }

    static Behaviour status(int status, String... headers) {
        return (socket, out) -> {
            String[] all = Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "Content-Length: 0";
            head(out, status + " Said", all);
        };
    }

    static Behaviour redirect(String target) {
        return status(302, "Location: " + target);
    }

    static Behaviour after(long millis, Behaviour then) {
        return (socket, out) -> {
            Thread.sleep(millis);
            then.answer(socket, out);
        };
    }

    /** Writes exactly this, and ends the connection. */
    static Behaviour raw(String head, byte[] body) {
        return (socket, out) -> {
            out.write(head.getBytes(ISO_8859_1));
            out.write(body);
            out.flush();
            socket.close();
        };
    }

    /** Ends the connection with a reset instead of an answer. */
    static Behaviour reset() {
        return (socket, out) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    /** Never says anything. */
    static Behaviour silence() {
        return (socket, out) -> Thread.sleep(600_000);
    }

    private static void head(OutputStream out, String status, String... headers) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(ISO_8859_1));
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Each request with its headers, as it came. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** The most requests that were in work at once. */
    int busiest() {
        return busiest.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
