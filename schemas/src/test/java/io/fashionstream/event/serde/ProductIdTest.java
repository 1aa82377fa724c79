package io.fashionstream.event.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProductIdTest {
    @Test
    void textIsItselfAndOtherBytesAreSaidInHexadecimal() {
        assertThat(ProductId.of("grün".getBytes(UTF_8))).isEqualTo("grün");
        assertThat(ProductId.of(new byte[] {0, 0, 0x12, 0x67})).isEqualTo("bytes:00001267");
        assertThat(ProductId.of(new byte[] {'g', 'r', (byte) 0xfc, 'n'})).isEqualTo("bytes:6772fc6e");
    }

    @Test
    void noTwoKeysHaveTheSameProductIdAndEachLeadsBackToItsKey() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        Map<String, String> keys = new HashMap<>();

        for (int i = 0; i < 20_000; i++) {
            byte[] key = new byte[1 + random.nextInt(5)];
            random.nextBytes(key);
            byte[] posing = ProductId.of(key).getBytes(UTF_8);

            for (byte[] one : new byte[][] {key, posing}) {
                String hex = HexFormat.of().formatHex(one);
                String before = keys.put(ProductId.of(one), hex);
                assertThat(before == null ? hex : before).as("seed %d", seed).isEqualTo(hex);
                assertThat(ProductId.key(ProductId.of(one))).as("seed %d", seed).isEqualTo(one);
            }
        }
    }
}
