package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegTransformTest {
    private static final int SIDE = 8;

    @Test
    void theFullTransformIsTheOneOfTheStandard() {
        Random random = new Random(7);
        JpegTransform transform = new JpegTransform(SIDE);
        for (int round = 0; round < 200; round++) {
            float[] block = new float[64];
            for (int i = 0; i < 6; i++) {
                block[random.nextInt(64)] = random.nextInt(400) - 200;
            }
            byte[] samples = new byte[64];

            transform.toSamples(block, samples, 0, SIDE);

            for (int i = 0; i < 64; i++) {
                double exact = Math.max(0, Math.min(255, level(block, i % SIDE, i / SIDE) + 128));
                assertThat(Math.abs(Byte.toUnsignedInt(samples[i]) - exact)).isLessThan(0.51);
            }
        }
    }

    /** A slow gradient has no frequency that a smaller block could not show: there each sample is a mean. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aReducedBlockShowsTheMeansOfItsPixels(int side) {
        JpegTransform full = new JpegTransform(SIDE);
        JpegTransform reduced = new JpegTransform(side);
        float[] waves = new float[64];
        float[] kept = new float[side * side];
        for (int k = 0; k < 3; k++) {
            waves[full.place(k)] = 100 - 40 * k;
            if (reduced.place(k) >= 0) {
                kept[reduced.place(k)] = waves[full.place(k)];
            }
        }
        byte[] pixels = new byte[64];
        byte[] samples = new byte[side * side];

        full.toSamples(waves, pixels, 0, SIDE);
        reduced.toSamples(kept, samples, 0, side);

        for (int i = 0; i < samples.length; i++) {
            assertThat((double) Byte.toUnsignedInt(samples[i]))
                    .isCloseTo(mean(pixels, i % side, i / side, SIDE / side), org.assertj.core.data.Offset.offset(2.0));
        }
    }

    private static double mean(byte[] pixels, int x, int y, int size) {
        double sum = 0;
        for (int i = 0; i < size * size; i++) {
            sum += Byte.toUnsignedInt(pixels[(y * size + i / size) * SIDE + x * size + i % size]);
        }
        return sum / (size * size);
    }

    private static double level(float[] block, int x, int y) {
        double sum = 0;
        for (int i = 0; i < 64; i++) {
            int u = i % SIDE;
            int v = i / SIDE;
            double scale = (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1) / 4;
            sum += scale
                    * block[i]
                    * Math.cos((2 * x + 1) * u * Math.PI / 16)
                    * Math.cos((2 * y + 1) * v * Math.PI / 16);
        }
        return sum;
    }
}
