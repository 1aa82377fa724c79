package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class InkTest {
    private static final int SIDE = 28;

    @Test
    void roughnessAndBordersAreThoseOfTheirDefinitions() {
        Random random = new Random(5);
        for (int round = 0; round < 100; round++) {
            byte[] gray = new byte[784];
            for (int i = 0; i < 784; i += 1 + random.nextInt(3)) {
                gray[i] = (byte) random.nextInt(256);
            }
            double differences = 0;
            double ink = 0;
            int border = 0;
            for (int i = 0; i < 784; i++) {
                int level = gray[i] & 0xff;
                differences += i % SIDE == 0 ? 0 : Math.abs(level - (gray[i - 1] & 0xff));
                differences += i < SIDE ? 0 : Math.abs(level - (gray[i - SIDE] & 0xff));
                ink += level;
                boolean edge = i < SIDE || i >= 784 - SIDE || i % SIDE == 0 || i % SIDE == SIDE - 1;
                border += edge && level > 85 ? 1 : 0;
            }

            assertThat(new Ink(gray).roughness()).isEqualTo(differences / ink);
            assertThat(new Ink(gray).darkBorderPixels()).isEqualTo(border);
        }
    }
}
