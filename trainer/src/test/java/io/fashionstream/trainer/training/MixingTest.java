package io.fashionstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixingTest {
    private static final int IMAGES = 2_000;

    private final float[] pixels = new float[IMAGES * 784];
    private final float[] targets = new float[IMAGES * 2];

    /** Half of the images are all 0, of class 0, the others all 1, of class 1. */
    private void mix(Mixing mixing, long seed) {
        for (int image = 0; image < IMAGES; image++) {
            int label = image % 2;
            Arrays.fill(pixels, image * 784, (image + 1) * 784, label);
            targets[image * 2 + label] = 1;
            targets[image * 2 + 1 - label] = 0;
        }
        mixing.apply(pixels, targets, new SplittableRandom(seed));
    }

    @Test
    void withoutMixingABatchStaysAsItIs() {
        mix(Mixing.NONE, 1);

        assertThat(changed()).isZero();
    }

    @Test
    void targetsHaveTheSharesOfThePixelsAndSumToOne() {
        for (Mixing mixing : new Mixing[] {new Mixing(1, 0), new Mixing(0, 1), new Mixing(0.4, 0.7)}) {
            mix(mixing, 2);

            for (int image = 0; image < IMAGES; image++) {
                assertThat(targets[image * 2 + 1]).isCloseTo(mean(image), within(1e-4f));
                assertThat(targets[image * 2] + targets[image * 2 + 1]).isCloseTo(1, within(1e-6f));
            }
        }
    }

    @Test
    void asManyImagesAsAskedForAreMixed() {
        mix(new Mixing(0.3, 0), 3);
        assertThat(changed() / (double) IMAGES)
                .as("half of the others are of the same class")
                .isCloseTo(0.15, within(0.03));

        mix(new Mixing(0, 0.3), 3);
        assertThat(changed() / (double) IMAGES).isCloseTo(0.15, within(0.03));
    }

    @Test
    void aBlendedImageIsEvenAndAPastedOneHasARectangle() {
        mix(new Mixing(1, 0), 4);
        for (int image = 0; image < IMAGES; image++) {
            assertThat(pixels[image * 784]).isEqualTo(pixels[image * 784 + 783]);
        }

        mix(new Mixing(0, 1), 4);
        for (int image = 0; image < IMAGES; image++) {
            int width = 0;
            int height = 0;
            for (int i = 0; i < 28; i++) {
                width += differs(image, i, true) ? 1 : 0;
                height += differs(image, i, false) ? 1 : 0;
            }
            assertThat(Math.abs(mean(image) - image % 2) * 784).isCloseTo(width * height, within(0.1f));
        }
    }

    @Test
    void theSameSeedMixesTheSame() {
        mix(new Mixing(0.5, 0.5), 5);
        float[] first = pixels.clone();

        mix(new Mixing(0.5, 0.5), 5);

        assertThat(pixels).isEqualTo(first);
    }

    /** Whether a pixel of a column or row is another image's. */
    private boolean differs(int image, int line, boolean column) {
        for (int i = 0; i < 28; i++) {
            int at = column ? i * 28 + line : line * 28 + i;
            if (pixels[image * 784 + at] != image % 2) {
                return true;
            }
        }
        return false;
    }

    private long changed() {
        long count = 0;
        for (int image = 0; image < IMAGES; image++) {
            count += mean(image) == image % 2 ? 0 : 1;
        }
        return count;
    }

    private float mean(int image) {
        double sum = 0;
        for (int pixel = 0; pixel < 784; pixel++) {
            sum += pixels[image * 784 + pixel];
        }
        return (float) (sum / 784);
    }
}
