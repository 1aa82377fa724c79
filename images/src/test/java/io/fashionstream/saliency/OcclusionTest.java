package io.fashionstream.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.image.ImageTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OcclusionTest {
    private static final ImageTensor WHITE = gray(255);

    /** What a lit patch adds to the log-odds. */
    private static final double EVIDENCE = 4;

    private final List<Integer> sizes = new ArrayList<>();

    @Test
    void aNetworkThatLooksAtOnePatchShowsThatPatchAlone() {
        HeatMap heat = Occlusion.DEFAULT.of(WHITE, 1, this::looksAtRows8To11Columns12To15);

        for (int y = 0; y < 28; y++) {
            for (int x = 0; x < 28; x++) {
                boolean inReach = y >= 6 && y <= 13 && x >= 10 && x <= 17;
                assertThat(heat.at(x, y) > 1e-6).as("column %d, row %d", x, y).isEqualTo(inReach);
            }
        }
        // Within the patch each pixel was covered by four squares, of which one hid all, two a half and one a quarter.
        assertThat(heat.at(12, 8)).isCloseTo(EVIDENCE * (1 + 0.5 + 0.5 + 0.25) / 4, within(1e-4));
        assertThat(heat.strongest()).isEqualTo(heat.at(12, 8));
    }

    @Test
    void whatSpeaksAgainstTheClassIsNegative() {
        HeatMap heat = Occlusion.DEFAULT.of(WHITE, 0, this::looksAtRows8To11Columns12To15);

        assertThat(heat.at(13, 9)).isNegative();
        assertThat(heat.at(0, 0)).isZero();
        assertThat(heat.strongest()).isEqualTo(-heat.at(13, 9));
    }

    @Test
    void onABlankImageNothingMatters() {
        HeatMap heat = Occlusion.DEFAULT.of(gray(0), 1, this::looksAtRows8To11Columns12To15);

        assertThat(heat.strongest()).isZero();
    }

    @Test
    void theNetworkIsAskedOnceForTheImageAnd169Squares() {
        Occlusion.DEFAULT.of(WHITE, 1, this::looksAtRows8To11Columns12To15);

        assertThat(sizes).containsExactly(1 + 169);
    }

    @Test
    void theImageItselfStaysAsItIs() {
        byte[] before = WHITE.toBytes();

        Occlusion.DEFAULT.of(WHITE, 1, this::looksAtRows8To11Columns12To15);

        assertThat(WHITE.toBytes()).isEqualTo(before);
    }

    @Test
    void squaresThatLeavePixelsOutAreRefused() {
        assertThat(new Occlusion(28, 1, 0)
                        .of(WHITE, 1, this::looksAtRows8To11Columns12To15)
                        .at(0, 0))
                .isCloseTo(EVIDENCE, within(1e-4));
        assertThatThrownBy(() -> new Occlusion(4, 5, 0)).hasMessageContaining("got 5");
        assertThatThrownBy(() -> new Occlusion(4, 6, 0)).hasMessageContaining("leave pixels out");
        assertThatThrownBy(() -> new Occlusion(0, 1, 0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new Occlusion(4, 2, 256)).hasMessageContaining("got 256");
    }

    @Test
    void aNetworkThatIsSureStillShowsWhereItLooked() {
        HeatMap heat = Occlusion.DEFAULT.of(
                WHITE,
                0,
                images -> images.stream()
                        .map(image -> new float[] {1, image.pixel(5, 5) > 0 ? 1e-12f : 1e-9f})
                        .toList());

        assertThat(heat.at(5, 5)).isCloseTo(Math.log(1_000), within(1e-4));
        assertThat(heat.at(20, 20)).isZero();
    }

    @Test
    void evenNoProbabilityAtAllGivesNumbers() {
        HeatMap heat = Occlusion.DEFAULT.of(
                WHITE,
                0,
                images -> images.stream()
                        .map(image -> image.pixel(0, 0) > 0 ? new float[] {1, 0} : new float[] {0, 1})
                        .toList());

        assertThat(heat.strongest()).isFinite();
        assertThat(heat.at(0, 0)).isPositive();
    }

    /** Log-odds of class 1: grow with how much of the patch is lit. */
    private List<float[]> looksAtRows8To11Columns12To15(List<ImageTensor> images) {
        sizes.add(images.size());
        return images.stream().map(OcclusionTest::litShare).toList();
    }

    private static float[] litShare(ImageTensor image) {
        int light = 0;
        for (int y = 8; y < 12; y++) {
            for (int x = 12; x < 16; x++) {
                light += image.pixel(x, y);
            }
        }
        double logOdds = EVIDENCE * (light / (16 * 255.0) - 0.5);
        float probability = (float) (1 / (1 + Math.exp(-logOdds)));
        return new float[] {1 - probability, probability};
    }

    private static ImageTensor gray(int level) {
        byte[] pixels = new byte[ImageTensor.PIXELS];
        Arrays.fill(pixels, (byte) level);
        return new ImageTensor(pixels);
    }
}
