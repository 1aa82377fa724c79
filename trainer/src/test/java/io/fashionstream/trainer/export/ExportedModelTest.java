package io.fashionstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.accuracy.Softmax;
import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.SampleManifest;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.network.CompactCnn;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;

class ExportedModelTest {
    private static final Model NETWORK = RandomNetworks.of(new CompactCnn(), 0.3);

    @Test
    void anArtifactHoldsBothFormsOfTheNetworkAndCanariesOfEveryClass() {
        LabelledImages images = fourOfEveryClass();
        ExportedModel exported = ExportedModel.of(NETWORK, 1.5, images, PixelScaling.UNIT);

        ModelArtifact artifact = ModelArtifact.ofZip(
                exported.pack(manifest(exported.parity()), "<!doctype html>").zip());

        assertThat(artifact.zip()).hasSizeLessThan(8 << 20);
        assertThat(artifact.canaries()).hasSize(32);
        Model restored = TrainedNetworkFile.read(artifact.trainedNetwork());
        assertThat(restored.params()).isEqualTo(NETWORK.params());
        try (OnnxScorer scorer = new OnnxScorer(artifact.network(), PixelScaling.UNIT, 1)) {
            for (int i = 0; i < 32; i++) {
                Canary canary = artifact.canaries().get(i);
                LabelledImages image = new LabelledImages(canary.pixels(), new byte[1]);
                assertThat(canary.pixels()[0]).isEqualTo((byte) (i % 10));
                assertThat(Softmax.of(scorer.logits(image)[0])).containsExactly(canary.probabilities(), within(1e-5f));
            }
        }
    }

    @Test
    void theSameNetworkMakesTheSameModel() {
        LabelledImages images = fourOfEveryClass();
        ModelManifest manifest = manifest(1e-7);

        assertThat(ExportedModel.of(NETWORK, 1.5, images, PixelScaling.UNIT)
                        .pack(manifest, "")
                        .modelId())
                .isEqualTo(ExportedModel.of(NETWORK, 1.5, images, PixelScaling.UNIT)
                        .pack(manifest, "")
                        .modelId());
    }

    @Test
    void anExportThatAnswersOtherwiseIsRefusedNamingImageAndClass() {
        Model other = RandomNetworks.of(new CompactCnn(), 0.3);
        other.getParam("0_W").muli(1.01);

        assertThatThrownBy(
                        () -> Parity.check(NETWORK, OnnxExport.export(other, 1), fourOfEveryClass(), PixelScaling.UNIT))
                .isInstanceOf(ParityFailed.class)
                .hasMessageContaining("exported network refused: image 0, ")
                .hasMessageContaining("as trained (within 1.0E-4), found 0.");
    }

    @Test
    void whereAClassHasTooFewImagesForCanariesTheOthersHaveMore() {
        LabelledImages all = fourOfEveryClass();
        LabelledImages images = all.select(IntStream.range(0, all.size())
                .filter(i -> all.label(i) != 0 || i == 0)
                .toArray());

        ExportedModel exported = ExportedModel.of(NETWORK, 1, images, PixelScaling.UNIT);

        ModelArtifact artifact = ModelArtifact.ofZip(
                exported.pack(manifest(exported.parity()), "<!doctype html>").zip());
        assertThat(artifact.canaries()).hasSize(32);
    }

    @Test
    void fewerImagesThanCanariesAreRefused() {
        LabelledImages images = fourOfEveryClass().select(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});

        assertThatThrownBy(() -> ExportedModel.of(NETWORK, 1, images, PixelScaling.UNIT))
                .hasMessage("canaries need 32 validation images, found 11");
    }

    @Test
    void theTrainedNetworkIsWrittenWithoutUpdaterState() {
        assertThat(TrainedNetworkFile.write(NETWORK))
                .hasSizeLessThan(Math.toIntExact(NETWORK.numParams() * 4 + 10_000));
    }

    /** Noise of classes 0 to 9 in turn, with the class as the first pixel. */
    private static LabelledImages fourOfEveryClass() {
        byte[] pixels = RandomNetworks.noise(40).pixels();
        byte[] labels = new byte[40];
        for (int i = 0; i < 40; i++) {
            labels[i] = (byte) (i % 10);
            pixels[i * 784] = labels[i];
        }
        return new LabelledImages(pixels, labels);
    }

    private static ModelManifest manifest(double parity) {
        return SampleManifest.of(Map.of(), 1, 40, parity);
    }
}
