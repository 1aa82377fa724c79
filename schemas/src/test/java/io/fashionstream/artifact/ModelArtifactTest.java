package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactParts.artifact;
import static io.fashionstream.artifact.ArtifactParts.canaries;
import static io.fashionstream.artifact.ArtifactParts.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelArtifactTest {
    private static final String WRITTEN_DOWN = "4ad5b401f168a84c9bfd8ffb50ee3e667291bb5a6dd2e31acaf8c3ed43e91bad";

    @TempDir
    Path folder;

    @Test
    void theModelIdIsTheSha256OfTheZip() {
        ModelArtifact packed = artifact("compact-cnn");

        assertThat(packed.modelId()).isEqualTo(sha256(packed.zip())).hasSize(64);
    }

    @Test
    void theSamePartsGiveTheSameBytesInEveryRunAndOnEveryMachine() {
        byte[] zip = StoredZip.write(Map.of(
                ArtifactEntry.MANIFEST,
                ManifestJson.write(manifest("compact-cnn")),
                ArtifactEntry.NETWORK,
                ArtifactParts.NETWORK,
                ArtifactEntry.TRAINED_NETWORK,
                new byte[] {1},
                ArtifactEntry.CANARIES,
                CanariesJson.write(canaries()),
                ArtifactEntry.REPORT,
                new byte[] {2}));

        // Written down, so that a clock, a time zone, a compressor or the order of a map that got in would show.
        assertThat(sha256(zip)).isEqualTo(WRITTEN_DOWN);
    }

    @Test
    void partsComeBackAsTheyWerePacked() {
        ModelArtifact read = ModelArtifact.ofZip(artifact("compact-cnn").zip());

        assertThat(read.manifest()).isEqualTo(manifest("compact-cnn"));
        assertThat(read.network()).isEqualTo(ArtifactParts.NETWORK);
        assertThat(read.report()).startsWith("<!doctype html>");
        assertThat(read.canaries()).hasSize(ModelArtifact.CANARIES);
        Canary third = read.canaries().get(3);
        assertThat(third.probabilities()).isEqualTo(canaries().get(3).probabilities());
        assertThat(third.pixels()).isEqualTo(canaries().get(3).pixels());
    }

    @Test
    void anyZipToolReadsIt() throws IOException {
        List<String> names = new ArrayList<>();
        Path file = folder.resolve("model.zip");
        artifact("compact-cnn").writeZip(file);

        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName() + " " + entries.readAllBytes().length);
            }
        }
        try (ZipFile directory = new ZipFile(file.toFile())) {
            assertThat(directory.size()).isEqualTo(5);
        }
        assertThat(names).hasSize(5).first().asString().startsWith("manifest.json ");
        assertThat(names.get(1)).isEqualTo("network.onnx " + ArtifactParts.NETWORK.length);
    }

    @Test
    void aFolderHasTheModelIdOfItsZip() throws IOException {
        ModelArtifact packed = artifact("compact-cnn");
        packed.writeFolder(folder.resolve("model"));
        packed.writeZip(folder.resolve("model.zip"));

        assertThat(ModelArtifact.read(folder.resolve("model")).modelId()).isEqualTo(packed.modelId());
        assertThat(ModelArtifact.read(folder.resolve("model.zip")).modelId()).isEqualTo(packed.modelId());
        assertThat(folder.resolve("model")).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void anotherManifestMakesAnotherModel() {
        ModelArtifact packed = artifact("compact-cnn");
        ModelArtifact renamed = packed.withManifest(manifest("other"));

        assertThat(renamed.manifest().network()).isEqualTo("other");
        assertThat(renamed.network()).isEqualTo(packed.network());
        assertThat(renamed.modelId()).isNotEqualTo(packed.modelId());
    }

    @Test
    void aFolderWithAForeignFileIsRefused() throws IOException {
        artifact("compact-cnn").writeFolder(folder);
        Files.writeString(folder.resolve("run.sh"), "echo");

        assertThatThrownBy(() -> ModelArtifact.read(folder))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining("only the entries of an artifact, found \"run.sh\"");
    }

    @Test
    void aFolderWithALinkIsRefused() throws IOException {
        artifact("compact-cnn").writeFolder(folder);
        Path outside = Files.createTempFile("report", ".html");
        Files.delete(folder.resolve("report.html"));
        Files.createSymbolicLink(folder.resolve("report.html"), outside);

        assertThatThrownBy(() -> ModelArtifact.read(folder))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining("report.html: expected a regular file");
        Files.delete(outside);
    }

    @Test
    void aFolderThatLacksAnEntryIsRefused() throws IOException {
        artifact("compact-cnn").writeFolder(folder);
        Files.delete(folder.resolve("canaries.json"));

        assertThatThrownBy(() -> ModelArtifact.read(folder))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining("canaries.json: expected to be present, found nothing");
    }

    @Test
    void aFileLongerThanItsEntryMayBeIsRefused() throws IOException {
        artifact("compact-cnn").writeFolder(folder);
        Files.write(folder.resolve("manifest.json"), new byte[ArtifactEntry.MANIFEST.maxBytes() + 1]);

        assertThatThrownBy(() -> ModelArtifact.read(folder))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining("expected at most 1048576 bytes, found 1048577 bytes");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError(absent);
        }
    }
}
