package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class InputMeasuresTest {
    @Test
    void anEmptyImageHasNothing() {
        assertThat(InputMeasures.of(new ImageTensor(new byte[784]))).isEqualTo(new InputMeasures(0, 0, 0));
    }

    /** Each of its four sides is a step of 200 along four pixels, but the picture's own border is none. */
    @Test
    void aSquareIsMeasuredByHand() {
        byte[] gray = new byte[784];
        for (int y = 10; y < 14; y++) {
            for (int x = 20; x < 24; x++) {
                gray[y * 28 + x] = (byte) 200;
            }
        }

        InputMeasures inside = InputMeasures.of(new ImageTensor(gray));

        assertThat(inside).isEqualTo(new InputMeasures(16 * 200 / 784.0, 16 / 784.0, 4 * 4 * 200 / 784.0));
    }

    @Test
    void fullInkHasNoEdgesAtTheBorder() {
        byte[] gray = new byte[784];
        Arrays.fill(gray, (byte) 255);

        assertThat(InputMeasures.of(new ImageTensor(gray))).isEqualTo(new InputMeasures(255, 1, 0));
    }

    @Test
    void aNearlyWhiteGroundIsBackground() {
        byte[] gray = new byte[784];
        gray[0] = InputMeasures.BACKGROUND;
        gray[1] = InputMeasures.BACKGROUND + 1;

        assertThat(InputMeasures.of(new ImageTensor(gray)).ink()).isEqualTo(1 / 784.0);
    }
}
