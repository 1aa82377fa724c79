package io.fashionstream.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Clients that post pictures to a processor's {@code /label}, each the next one as soon as it has an answer. */
final class HttpLoad implements AutoCloseable {
    private final LongAdder labelled = new LongAdder();
    private final LongAdder others = new LongAdder();
    private final List<Thread> clients = new ArrayList<>();
    private final long start = System.nanoTime();

    /** Begins to post. */
    HttpLoad(URI processor, int count, boolean explain, List<byte[]> pictures) {
        URI label = processor.resolve(explain ? "label?explain=true" : "label");
        for (int i = 0; i < count; i++) {
            int first = i;
            Thread client = new Thread(() -> post(label, pictures, first), "http-load");
            client.setDaemon(true);
            clients.add(client);
            client.start();
        }
    }

    private void post(URI label, List<byte[]> pictures, int first) {
        HttpClient client = HttpClient.newHttpClient();
        try {
            for (int i = first; !Thread.currentThread().isInterrupted(); i++) {
                HttpRequest request = HttpRequest.newBuilder(label)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(pictures.get(i % pictures.size())))
                        .build();
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                (status == 200 ? labelled : others).increment();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            others.increment();
        }
    }

    /** Labels a second so far. */
    double labelsPerSecond() {
        return labelled.sum() / ((System.nanoTime() - start) / 1e9);
    }

    /** Answers that were no label. */
    long others() {
        return others.sum();
    }

    @Override
    public void close() {
        clients.forEach(Thread::interrupt);
    }
}
