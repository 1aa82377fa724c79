package io.fashionstream.trainer.data;

import io.fashionstream.dataset.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * Fetches the published files into a folder. A file appears under its name only once it is whole and its SHA-256 is
 * right, so an interrupted download leaves nothing that looks like data.
 */
final class Download {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);
    private static final long LARGEST_FILE_BYTES = 64L << 20;

    private final URI publisher;
    private final DownloadListener listener;

    /** Fetches below {@code publisher}, which ends with a slash. */
    Download(URI publisher, DownloadListener listener) {
        this.publisher = publisher;
        this.listener = listener;
    }

    /**
     * Fetches {@code name}{@code .gz} into {@code folder}.
     *
     * @param contentSha256 what the uncompressed content must hash to
     * @throws IOException if the publisher cannot be reached or gives anything else; the folder is left as it was
     */
    void fetch(String name, String contentSha256, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, name, ".partial");
        try {
            receive(name + ".gz", partial);
            check(publisher.resolve(name + ".gz"), partial, contentSha256);
            Files.move(partial, folder.resolve(name + ".gz"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private void receive(String fileName, Path target) throws IOException {
        URI source = publisher.resolve(fileName);
        HttpResponse<InputStream> response = request(source);
        try (InputStream body = response.body();
                OutputStream file = Files.newOutputStream(target)) {
            if (response.statusCode() != 200) {
                throw new IOException(source + " answered with status " + response.statusCode());
            }
            copy(
                    fileName,
                    body,
                    file,
                    response.headers().firstValueAsLong("content-length").orElse(-1));
        }
    }

    private static HttpResponse<InputStream> request(URI source) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            return client.send(
                    HttpRequest.newBuilder(source).timeout(RESPONSE_TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + source, e);
        } catch (IOException e) {
            throw new IOException(source + " cannot be reached: " + e, e);
        }
    }

    private void copy(String fileName, InputStream body, OutputStream file, long total) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long received = 0;
        for (int read; (read = body.read(buffer)) >= 0; ) {
            file.write(buffer, 0, read);
            received += read;
            listener.received(fileName, received, total);
            if (received > LARGEST_FILE_BYTES) {
                throw new IOException("%s is larger than %d bytes".formatted(fileName, LARGEST_FILE_BYTES));
            }
        }
    }

    private static void check(URI source, Path file, String expected) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream content =
                new DigestInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IOException("%s is not a whole gzip file: %s".formatted(source, e), e);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(expected)) {
            throw new IOException("%s: expected content with SHA-256 %s, found %s".formatted(source, expected, found));
        }
    }
}
