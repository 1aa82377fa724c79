package io.fashionstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.accuracy.Softmax;
import io.fashionstream.event.Provenance;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.SampleManifest;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.network.CompactCnn;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.network.PairCnn;
import io.fashionstream.trainer.network.ResidualCnn;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network with a second look answers with the mean of both looks where it doubts, and as before where it does not. */
class SecondLookTest {
    private static final LabelledImages IMAGES = RandomNetworks.noise(60);
    private static final LabelledImages MIRRORED = mirrored(IMAGES);

    static Stream<NetworkDesign> designs() {
        return Stream.of(new CompactCnn(), new ResidualCnn(), new PairCnn());
    }

    @ParameterizedTest
    @MethodSource("designs")
    void doubtfulImagesGetTheMeanOfBothLooksAndOthersTheFirst(NetworkDesign design) {
        Model network = RandomNetworks.of(design, 0.3);
        byte[] once = OnnxExport.export(network, 1);
        SecondLook look = new SecondLook(medianConfidence(once));

        assertLooksTwice(once, OnnxExport.export(network, 1, look), look);
    }

    /** ONNX Runtime makes unsigned bytes of the weights here, which must not meet the same ones twice. */
    @ParameterizedTest
    @MethodSource("designs")
    void aNetworkOfIntegersLooksAgainToo(NetworkDesign design) {
        Quantisation quantisation = Quantisation.of(RandomNetworks.of(design, 0.3), IMAGES, PixelScaling.UNIT);
        byte[] once = quantisation.export(1);
        SecondLook look = new SecondLook(medianConfidence(once));
        byte[] twice = quantisation.export(1, look);

        assertLooksTwice(once, twice, look);
        assertThat(twice.length).isLessThan(once.length * 11 / 10);
    }

    @Test
    void theProbabilitiesAreThoseOfTheMeanAtTheTemperature() {
        Model network = RandomNetworks.of(new CompactCnn(), 0.3);
        byte[] network2 = OnnxExport.export(network, 2, new SecondLook(1));
        try (OnnxScorer scorer = new OnnxScorer(network2, PixelScaling.UNIT, 1)) {
            float[] logits = scorer.logits(IMAGES)[0];
            float[] halved = new float[logits.length];
            for (int k = 0; k < logits.length; k++) {
                halved[k] = logits[k] / 2;
            }

            assertThat(scorer.probabilities(IMAGES)[0]).containsExactly(Softmax.of(halved), within(1e-6f));
        }
    }

    @Test
    void withoutALimitTheFileIsThatOfOneLook() {
        Model network = RandomNetworks.of(new CompactCnn(), 0.3);

        assertThat(OnnxExport.export(network, 1.5, SecondLook.NONE)).isEqualTo(OnnxExport.export(network, 1.5));
    }

    @Test
    void whatAnImageGetsDoesNotDependOnTheOthersOfItsBatch() {
        Model network = RandomNetworks.of(new CompactCnn(), 0.3);
        SecondLook look = new SecondLook(medianConfidence(OnnxExport.export(network, 1)));
        try (OnnxScorer scorer = new OnnxScorer(OnnxExport.export(network, 1, look), PixelScaling.UNIT, 1)) {
            float[][] together = scorer.logits(IMAGES);
            for (int i = 0; i < IMAGES.size(); i++) {
                assertThat(scorer.logits(IMAGES.select(new int[] {i}))[0]).containsExactly(together[i], within(1e-4f));
            }
        }
    }

    @Test
    void parityAsksTheTrainedNetworkTwiceToo() {
        Model network = RandomNetworks.of(new CompactCnn(), 0.3);
        SecondLook look = new SecondLook(medianConfidence(OnnxExport.export(network, 1)));
        byte[] once = OnnxExport.export(network, 1);
        byte[] twice = OnnxExport.export(network, 1, look);

        assertThat(Parity.check(network, twice, IMAGES, PixelScaling.UNIT, look, compared -> {}))
                .isLessThan(1e-5);
        assertThatThrownBy(() -> Parity.check(network, once, IMAGES, PixelScaling.UNIT, look, compared -> {}))
                .isInstanceOf(ParityFailed.class);
        assertThatThrownBy(() -> Parity.check(network, twice, IMAGES, PixelScaling.UNIT))
                .isInstanceOf(ParityFailed.class);
    }

    @Test
    void besideTheLimitEitherAnswerPasses() {
        Model network = RandomNetworks.of(new CompactCnn(), 0.3);
        byte[] once = OnnxExport.export(network, 1);
        LabelledImages one = IMAGES.select(new int[] {7});
        double beside = confidence(Softmax.of(logits(once, one)[0])) + 1e-6;
        SecondLook look = new SecondLook(beside);

        assertThat(Parity.check(network, once, one, PixelScaling.UNIT, look, compared -> {}))
                .isLessThan(1e-5);
        assertThat(Parity.check(
                        network, OnnxExport.export(network, 1, look), one, PixelScaling.UNIT, look, compared -> {}))
                .isLessThan(1e-5);
    }

    @Test
    void aManifestSaysTheLimit() {
        Provenance once = SampleManifest.of(Map.of(), 1, 40, 0).provenance();
        Map<String, String> twice = new SecondLook(0.9).addedTo(once.hyperParameters());

        assertThat(SecondLook.of(once)).isEqualTo(SecondLook.NONE);
        assertThat(SecondLook.of(SampleManifest.withHyperParameters(once, twice)))
                .isEqualTo(new SecondLook(0.9));
        assertThatThrownBy(() -> new SecondLook(1.1)).hasMessage("a second look needs a limit of 0 to 1, got 1.1");
    }

    private static void assertLooksTwice(byte[] once, byte[] twice, SecondLook look) {
        float[][] first = logits(once, IMAGES);
        float[][] second = logits(once, MIRRORED);
        float[][] found = logits(twice, IMAGES);
        int doubted = 0;
        for (int i = 0; i < found.length; i++) {
            boolean doubtful = confidence(Softmax.of(first[i])) < look.below();
            doubted += doubtful ? 1 : 0;
            for (int k = 0; k < found[i].length; k++) {
                float expected = doubtful ? (first[i][k] + second[i][k]) / 2 : first[i][k];
                assertThat(found[i][k]).isEqualTo(expected, within(1e-4f));
            }
        }
        assertThat(doubted).isBetween(found.length / 3, found.length * 2 / 3);
    }

    /** Half-way between the two in the middle, so that no image stands beside it. */
    private static double medianConfidence(byte[] network) {
        double[] sorted = Stream.of(logits(network, IMAGES))
                .mapToDouble(logits -> confidence(Softmax.of(logits)))
                .sorted()
                .toArray();
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }

    private static double confidence(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .mapToDouble(k -> probabilities[k])
                .max()
                .orElseThrow();
    }

    private static float[][] logits(byte[] network, LabelledImages images) {
        try (OnnxScorer scorer = new OnnxScorer(network, PixelScaling.UNIT, 1)) {
            return scorer.logits(images);
        }
    }

    private static LabelledImages mirrored(LabelledImages images) {
        byte[] pixels = images.pixels();
        byte[] mirrored = new byte[pixels.length];
        for (int at = 0; at < pixels.length; at++) {
            mirrored[at] = pixels[at / 28 * 28 + 27 - at % 28];
        }
        return new LabelledImages(mirrored, images.labels());
    }
}
