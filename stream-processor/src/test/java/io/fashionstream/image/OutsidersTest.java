package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.stream.classify.Prediction;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which pictures are flagged out of distribution, by the shipped model's rule or by the picture's own.
 * {@link OddityRates} measures the same on the whole data set.
 */
class OutsidersTest {
    private static final int EACH = 20;
    private static final Map<String, List<byte[]>> OUTSIDERS = Outsiders.ofEachKind(EACH, RealImages.all());
    private static final ShippedModel MODEL = new ShippedModel();

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing on the picture",
                "white on white",
                "colour noise",
                "speckles on white",
                "28 x 28 noise",
                "28 x 28 sparse dots",
                "landscape",
                "page of text",
                "product on dark",
                "28 x 28 dark on light"
            })
    void allButOneInTwentyOutsidersOfEachKindAreFlagged(String kind) {
        assertThat(flagged(OUTSIDERS.getOrDefault(kind, List.of()))).isGreaterThanOrEqualTo(EACH - 1);
    }

    @Test
    void atMostOneInFiftyRealTestImagesIsFlagged() {
        List<byte[]> real = RealImages.all();

        assertThat(flagged(real)).isLessThanOrEqualTo(real.size() / 50);
    }

    private static long flagged(List<byte[]> encoded) {
        List<Decoded.Image> pictures = encoded.stream().map(Decoding::image).toList();
        List<Prediction.Answer> answers = MODEL.answers(pictures);
        return IntStream.range(0, pictures.size())
                .filter(i ->
                        pictures.get(i).outOfDistribution() || answers.get(i).outOfDistribution())
                .count();
    }
}
