package io.fashionstream.stream.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ImageReference;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImagesTest {
    private static final byte[] PICTURE = "a picture".getBytes(UTF_8);
    private static final int MAX_BYTES = 100;

    @TempDir
    private Path home;

    private Path pictures;
    private ReferenceFetcher fetcher;

    @BeforeEach
    void open() throws IOException {
        pictures = home.resolve("pictures");
        Files.createDirectories(pictures.resolve("deep"));
        Files.write(home.resolve("secret.png"), PICTURE);
        Files.write(pictures.resolve("a.png"), PICTURE);
        Files.write(pictures.resolve("deep/ü b.png"), PICTURE);
        fetcher = fetcher("file:" + pictures + "/");
    }

    private static ReferenceFetcher fetcher(String prefixes) {
        FetchLimits limits = new FetchLimits(
                MAX_BYTES, 4, 1_000, Duration.ofMillis(400), Duration.ofMillis(800), Duration.ofSeconds(2));
        return new ReferenceFetcher(
                new ReferenceSettings(AllowedPrefix.listOf(prefixes), AddressRules.allowing(""), limits),
                FetchListener.NOBODY);
    }

    @AfterEach
    void close() {
        fetcher.close();
    }

    private Fetched fetched(String path) {
        return fetcher.await(fetcher.begin(new ImageReference("file:" + pictures + "/" + path, null)));
    }

    private Rejection failed(String path, RejectionReason reason) {
        Fetched fetched = fetched(path);
        assertThat(fetched).isInstanceOf(Fetched.Failed.class);
        Rejection rejection = ((Fetched.Failed) fetched).rejection();
        assertThat(rejection.reason()).as(rejection.detail()).isEqualTo(reason);
        return rejection;
    }

    @Test
    void aFileBelowTheFolderIsRead() {
        for (String path : new String[] {"a.png", "deep/%C3%BC%20b.png"}) {
            assertThat(((Fetched.Content) fetched(path)).bytes()).isEqualTo(PICTURE);
        }
    }

    @Test
    void noLinkLeadsOutOfTheFolderNorAnywhereElse() throws IOException {
        Files.createSymbolicLink(pictures.resolve("link.png"), home.resolve("secret.png"));
        Files.createSymbolicLink(pictures.resolve("near.png"), Path.of("a.png"));
        Files.createSymbolicLink(pictures.resolve("up"), home);
        Files.createSymbolicLink(pictures.resolve("loop"), Path.of("loop"));

        for (String path : new String[] {"link.png", "near.png", "up/secret.png", "up/pictures/a.png", "loop/a.png"}) {
            assertThat(failed(path, RejectionReason.FORBIDDEN_REFERENCE).detail())
                    .contains("symbolic link");
        }
    }

    @Test
    void theFolderItselfMayBeALink() throws IOException {
        Files.createSymbolicLink(home.resolve("linked"), pictures);
        fetcher.close();
        fetcher = fetcher("file:" + home + "/linked/");

        assertThat(fetcher.await(fetcher.begin(new ImageReference("file:" + home + "/linked/a.png", null))))
                .isInstanceOf(Fetched.Content.class);
    }

    @Test
    void whatIsNoFileIsNotOpened() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", pictures.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        failed("pipe", RejectionReason.FORBIDDEN_REFERENCE);
        failed("deep", RejectionReason.FORBIDDEN_REFERENCE);
        failed("a.png/b.png", RejectionReason.FORBIDDEN_REFERENCE);
    }

    @Test
    void aFileThatIsMissingIsUnreachable() {
        assertThat(failed("b.png", RejectionReason.UNREACHABLE).detail()).contains("b.png", "found none");
        failed("none/b.png", RejectionReason.UNREACHABLE);
    }

    @Test
    void aFileIsReadUpToTheLimit() throws IOException {
        Files.write(pictures.resolve("most"), new byte[MAX_BYTES]);
        Files.write(pictures.resolve("more"), new byte[MAX_BYTES + 1]);

        assertThat(((Fetched.Content) fetched("most")).bytes()).hasSize(MAX_BYTES);
        assertThat(failed("more", RejectionReason.TOO_MANY_BYTES).detail()).contains("at most 100", "101");
    }
}
