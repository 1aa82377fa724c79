package io.fashionstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void nothingIsChangedWithoutAugmentation() {
        byte[] image = gradient();

        assertThat(apply(Augmentation.NONE, image)).isEqualTo(image);
    }

    @Test
    void everyOtherImageIsMirrored() {
        byte[] image = gradient();
        byte[] mirrored = new byte[784];
        for (int i = 0; i < 784; i++) {
            mirrored[i] = image[i / 28 * 28 + 27 - i % 28];
        }

        long count = IntStream.range(0, 1_000)
                .filter(i -> {
                    byte[] result = apply(new Augmentation(true, 0, 0), image);
                    assertThat(Arrays.equals(result, image) || Arrays.equals(result, mirrored))
                            .isTrue();
                    return Arrays.equals(result, mirrored);
                })
                .count();

        assertThat(count).isBetween(440L, 560L);
    }

    @Test
    void shiftsReachTheirLimitInEveryDirectionAndFillWithBackground() {
        byte[] dot = new byte[784];
        dot[14 * 28 + 14] = 1;
        boolean[][] reached = new boolean[28][28];
        for (int i = 0; i < 2_000; i++) {
            byte[] result = apply(new Augmentation(false, 2, 0), dot);
            int at = IntStream.range(0, 784)
                    .filter(p -> result[p] != 0)
                    .findFirst()
                    .orElseThrow();
            reached[at / 28][at % 28] = true;
        }

        for (int y = 0; y < 28; y++) {
            for (int x = 0; x < 28; x++) {
                boolean within = Math.abs(y - 14) <= 2 && Math.abs(x - 14) <= 2;
                assertThat(reached[y][x]).isEqualTo(within);
            }
        }
    }

    @Test
    void asManyImagesAsAskedForLoseARectangleOfTwoToTwentyPercent() {
        byte[] full = new byte[784];
        Arrays.fill(full, (byte) 200);
        int erased = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] result = apply(new Augmentation(false, 0, 0.25), full);
            long blank = IntStream.range(0, 784).filter(p -> result[p] == 0).count();
            if (blank > 0) {
                erased++;
                assertThat(blank / 784.0).isBetween(0.012, 0.23);
            }
        }

        assertThat(erased / 2_000.0).isCloseTo(0.25, within(0.04));
    }

    private byte[] apply(Augmentation augmentation, byte[] image) {
        byte[] target = new byte[784];
        augmentation.apply(image, target, random);
        return target;
    }

    private static byte[] gradient() {
        byte[] image = new byte[784];
        for (int i = 0; i < 784; i++) {
            image[i] = (byte) (1 + i % 28 * 8);
        }
        return image;
    }
}
