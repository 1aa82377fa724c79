package io.fashionstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fashionstream.dataset.DataSetException;
import io.fashionstream.dataset.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataSourceTest {
    private static final byte[] CONTENT = "ten trousers".getBytes(StandardCharsets.US_ASCII);
    private static final String CONTENT_SHA256 =
            HexFormat.of().formatHex(Sha256.newDigest().digest(CONTENT));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void theSystemsFolderComesBeforeTheCache() throws IOException {
        Path cache = copyOfSample(folder.resolve("cache"));

        DataSet read = source(Sample.FOLDER, cache).read();

        assertThat(read.source()).isEqualTo(Sample.FOLDER);
    }

    @Test
    void theCacheIsReadWhereTheSystemHasNoData() throws IOException {
        Path cache = copyOfSample(folder.resolve("cache"));

        DataSet read = source(folder.resolve("nowhere"), cache).read();

        assertThat(read.source()).isEqualTo(cache);
    }

    @Test
    void aDownloadedFileAppearsWholeAndUnderItsName() throws IOException {
        byte[] packed = gzip(CONTENT);
        serve("/some.gz", 200, packed);

        download().fetch("some", CONTENT_SHA256, folder);

        assertThat(filesIn(folder)).containsExactly("some.gz");
        assertThat(Files.readAllBytes(folder.resolve("some.gz"))).isEqualTo(packed);
        assertThat(heard).last().isEqualTo("some.gz " + packed.length + " " + packed.length);
    }

    @Test
    void aDownloadWithAnotherChecksumLeavesNothing() throws IOException {
        serve("/some.gz", 200, gzip("ten coats".getBytes(StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> download().fetch("some", CONTENT_SHA256, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("some.gz: expected content with SHA-256 " + CONTENT_SHA256 + ", found ");
        assertThat(filesIn(folder)).isEmpty();
    }

    @Test
    void aPageInsteadOfTheFileLeavesNothing() throws IOException {
        serve("/some.gz", 200, "<html>please log in</html>".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> download().fetch("some", CONTENT_SHA256, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("some.gz is not a whole gzip file");
        assertThat(filesIn(folder)).isEmpty();
    }

    @Test
    void anErrorStatusIsReported() throws IOException {
        serve("/some.gz", 503, new byte[1]);

        assertThatThrownBy(() -> download().fetch("some", CONTENT_SHA256, folder))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("some.gz answered with status 503");
        assertThat(filesIn(folder)).isEmpty();
    }

    @Test
    void withoutDataAndWithoutANetworkTheMessageSaysWhatHelps() {
        server.stop(0);

        assertThatThrownBy(
                        () -> source(folder.resolve("a"), folder.resolve("b")).read())
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("sudo apt-get install dataset-fashion-mnist")
                .hasMessageContaining("train-images-idx3-ubyte.gz")
                .hasMessageContaining("t10k-labels-idx1-ubyte.gz")
                .hasMessageContaining("--data FOLDER or the variable FASHION_MNIST_DIR");
    }

    private DataSource source(Path system, Path cache) {
        return new DataSource(system, cache, publisher(), this::hear);
    }

    private Download download() {
        return new Download(publisher(), this::hear);
    }

    private void hear(String fileName, long received, long total) {
        heard.add(fileName + " " + received + " " + total);
    }

    private URI publisher() {
        return URI.create("http://%s:%d/"
                .formatted(
                        server.getAddress().getAddress().getHostAddress(),
                        server.getAddress().getPort()));
    }

    private void serve(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static Path copyOfSample(Path target) throws IOException {
        Files.createDirectories(target);
        for (String name : FashionMnist.IDX_FILES) {
            Files.copy(Sample.FOLDER.resolve(name), target.resolve(name));
        }
        return target;
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}
