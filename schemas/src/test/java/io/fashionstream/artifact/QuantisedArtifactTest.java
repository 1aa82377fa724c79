package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactParts.artifact;
import static io.fashionstream.artifact.ArtifactParts.measured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import io.fashionstream.event.QuantisedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An artifact may hold the network in 8-bit integers too, and then says in all places that it does. */
class QuantisedArtifactTest {
    private static final byte[] INTEGERS = {8, 9, 18, 4, 'i', 'n', 't', '8'};
    private static final float[] ANSWER = {0.5f, 0.5f, 0, 0, 0, 0, 0, 0, 0, 0};

    @TempDir
    Path folder;

    @Test
    void anArtifactWithoutItIsReadAndHoldsFloatsAlone() {
        ModelArtifact old = ModelArtifact.ofZip(artifact("compact-cnn").zip());

        assertThat(old.holds(Precision.FP32)).isTrue();
        assertThat(old.holds(Precision.INT8)).isFalse();
        assertThat(old.manifest().int8()).isNull();
        assertThat(old.canaries()).noneMatch(Canary::hasInt8);
        assertThatThrownBy(() -> old.network(Precision.INT8)).hasMessageContaining("holds no network of INT8");
    }

    @Test
    void itComesBackAsItWasPackedFromAZipAndFromAFolder() throws IOException {
        ModelArtifact packed = quantised();
        packed.writeFolder(folder);

        for (ModelArtifact read : List.of(ModelArtifact.ofZip(packed.zip()), ModelArtifact.read(folder))) {
            assertThat(read.modelId()).isEqualTo(packed.modelId());
            assertThat(read.network(Precision.INT8)).isEqualTo(INTEGERS);
            assertThat(read.network(Precision.FP32)).isEqualTo(ArtifactParts.NETWORK);
            assertThat(read.manifest().int8()).isEqualTo(known());
            assertThat(read.canaries().get(31).probabilities(Precision.INT8)).isEqualTo(ANSWER);
            assertThat(read.canaries().get(3).probabilities(Precision.FP32))
                    .isEqualTo(artifact("compact-cnn").canaries().get(3).probabilities());
        }
    }

    @Test
    void anotherReasonOrReportKeepsIt() {
        ModelArtifact packed = quantised();

        ModelArtifact forced = packed.withManifest(packed.manifest().forced("because"));

        assertThat(forced.manifest().int8()).isEqualTo(known());
        assertThat(forced.withReport("other").network(Precision.INT8)).isEqualTo(INTEGERS);
    }

    @Test
    void aNetworkThatTheManifestDoesNotTellOfIsRefused() throws IOException {
        artifact("compact-cnn").writeFolder(folder);
        Files.write(folder.resolve("network.int8.onnx"), INTEGERS);

        assertThatThrownBy(() -> ModelArtifact.read(folder))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining("network.int8.onnx: expected not to be there, as the manifest has no int8");
    }

    @Test
    void aNetworkThatIsMissingIsRefused() throws IOException {
        quantised().writeFolder(folder);
        Files.delete(folder.resolve("network.int8.onnx"));

        assertThatThrownBy(() -> ModelArtifact.read(folder))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining(
                        "network.int8.onnx: expected to be there, as the manifest has int8, found nothing");
    }

    @Test
    void canariesThatLackItsAnswersAreRefused() throws IOException {
        quantised().writeFolder(folder);
        Files.write(folder.resolve("canaries.json"), CanariesJson.write(ArtifactParts.canaries()));

        assertThatThrownBy(() -> ModelArtifact.read(folder))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining("canaries.json int8Probabilities: expected to be there");
    }

    private static ModelArtifact quantised() {
        return artifact("compact-cnn").withInt8(known(), INTEGERS, Collections.nCopies(ModelArtifact.CANARIES, ANSWER));
    }

    private static QuantisedNetwork known() {
        return new QuantisedNetwork(
                "QDQ",
                new QuantisedNetwork.CalibrationImages(1000, 1, "lowest to highest"),
                new ModelManifest.Decision(
                        1.3,
                        new ModelManifest.CertaintyThreshold(0.84, 0.99, 0.8),
                        new ModelManifest.OutOfDistributionRule(-3.4, 0.01)),
                measured(0.91),
                null,
                0.2);
    }
}
