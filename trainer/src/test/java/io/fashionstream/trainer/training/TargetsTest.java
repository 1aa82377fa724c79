package io.fashionstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.trainer.data.LabelledImages;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final LabelledImages BAG_AND_SHIRT = new LabelledImages(new byte[2 * 784], new byte[] {8, 6});

    @Test
    void aLabelIsOneOrALittleLessIfSmoothed() {
        assertThat(row(Targets.ofLabels(BAG_AND_SHIRT, 0), 1)).containsExactly(0, 0, 0, 0, 0, 0, 1, 0, 0, 0);

        float[] smoothed = row(Targets.ofLabels(BAG_AND_SHIRT, 0.1), 0);

        assertThat(smoothed[8]).isCloseTo(0.91f, within(1e-6f));
        assertThat(smoothed[0]).isCloseTo(0.01f, within(1e-6f));
        assertThat(sum(smoothed)).isCloseTo(1, within(1e-6));
    }

    @Test
    void aTeacherTakesItsShareOfEachTarget() {
        float[][] said = {{0, 0, 0, 0, 0, 0, 0, 0, 1, 0}, {0.3f, 0, 0.1f, 0, 0, 0, 0.6f, 0, 0, 0}};

        Targets taught = Targets.ofLabels(BAG_AND_SHIRT, 0).blendedWith(said, 0.5);

        assertThat(row(taught, 0)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
        assertThat(row(taught, 1)[0]).isCloseTo(0.15f, within(1e-6f));
        assertThat(row(taught, 1)[2]).isCloseTo(0.05f, within(1e-6f));
        assertThat(row(taught, 1)[6]).isCloseTo(0.8f, within(1e-6f));
        assertThat(sum(row(taught, 1))).isCloseTo(1, within(1e-6));
    }

    @Test
    void aTeacherMustSpeakOfEveryImage() {
        Targets labels = Targets.ofLabels(BAG_AND_SHIRT, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> labels.blendedWith(new float[1][10], 0.5))
                .withMessageContaining("expected probabilities of 2 images, got 1");
    }

    @Test
    void balancedClassesWeighTheSameHoweverManyImagesTheyHave() {
        LabelledImages images = new LabelledImages(new byte[4 * 784], new byte[] {8, 6, 6, 6});

        Targets balanced = Targets.ofLabels(images, 0).weighted(images, ClassWeights.BALANCED);

        assertThat(sum(row(balanced, 0))).isCloseTo(2, within(1e-6));
        assertThat(sum(row(balanced, 1))).isCloseTo(2 / 3.0, within(1e-6));
        Targets plain = Targets.ofLabels(images, 0);
        assertThat(plain.weighted(images, ClassWeights.NONE)).isSameAs(plain);
    }

    private static float[] row(Targets targets, int image) {
        float[] batch = new float[20];
        targets.copy(image, batch, 1);
        assertThat(Arrays.copyOf(batch, 10)).containsOnly(0);
        return Arrays.copyOfRange(batch, 10, 20);
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
