package io.fashionstream.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class CanaryShareTest {
    private static final long SEED = Long.getLong("canary.seed", System.nanoTime());
    private static final int PRODUCTS = 100_000;

    private final Random random = new Random(SEED);

    @Test
    void aProductThatBelongsToAShareBelongsToEveryLargerOne() {
        List<CanaryShare> rising = new ArrayList<>();
        for (double share : new TreeSet<>(random.doubles(20).boxed().toList())) {
            rising.add(new CanaryShare(model(), share));
        }
        for (int i = 0; i < 2_000; i++) {
            String product = anyProduct();
            boolean taken = false;
            for (CanaryShare share : rising) {
                assertThat(share.takes(product) || !taken)
                        .as("seed %d: %s", SEED, product)
                        .isTrue();
                taken = share.takes(product);
            }
        }
    }

    @Test
    void noProductBelongsToNothingAndEachToAll() {
        for (int i = 0; i < 2_000; i++) {
            String product = anyProduct();
            assertThat(new CanaryShare(model(), 0).takes(product)).isFalse();
            assertThat(new CanaryShare(model(), 1).takes(product)).isTrue();
        }
    }

    /** Within five standard deviations: by chance about one run of a hundred thousand fails. */
    @Test
    void theShareOfNumberedProductsIsTheStatedOne() {
        for (double share : new double[] {0.01, 0.05, 0.25, 0.5}) {
            CanaryShare canary = new CanaryShare("%064x".formatted(random.nextLong()), share);
            int taken = 0;
            for (int i = 0; i < PRODUCTS; i++) {
                taken += canary.takes("sku-" + i) ? 1 : 0;
            }
            double deviation = Math.sqrt(PRODUCTS * share * (1 - share));
            assertThat(Math.abs(taken - PRODUCTS * share))
                    .as("seed %d: %d of share %s", SEED, taken, share)
                    .isLessThan(5 * deviation);
        }
    }

    /** Kafka chooses partitions by the same hash of the product alone: a share must not be one of a few partitions. */
    @Test
    void theShareIsTheSameInEachPartition() {
        CanaryShare canary = new CanaryShare(model(), 0.2);
        int[] products = new int[6];
        int[] taken = new int[6];
        for (int i = 0; i < PRODUCTS; i++) {
            String product = "sku-" + i;
            int partition = Utils.toPositive(Utils.murmur2(product.getBytes(UTF_8))) % 6;
            products[partition]++;
            taken[partition] += canary.takes(product) ? 1 : 0;
        }
        for (int partition = 0; partition < 6; partition++) {
            assertThat((double) taken[partition] / products[partition]).isBetween(0.18, 0.22);
        }
    }

    @Test
    void anotherCanaryBeginsWithOtherProducts() {
        CanaryShare one = new CanaryShare("a".repeat(64), 0.1);
        CanaryShare other = new CanaryShare("b".repeat(64), 0.1);
        int both = 0;
        for (int i = 0; i < PRODUCTS; i++) {
            both += one.takes("sku-" + i) && other.takes("sku-" + i) ? 1 : 0;
        }

        assertThat((double) both / PRODUCTS).isBetween(0.005, 0.015);
    }

    /** As documented in the schema, so that others can recompute it; the values are of kafka-python's murmur2. */
    @Test
    void theHashIsTheOneThatIsDocumented() {
        String model = "ab".repeat(32);

        assertThat(smallestShare(model, "sku-4711")).isEqualTo(3991231850L);
        assertThat(smallestShare(model, "Größe-ß")).isEqualTo(3232303001L);
    }

    /** The hash of a product as an unsigned number of 32 bits: found by halving. */
    private static long smallestShare(String model, String product) {
        long low = 0;
        long high = 1L << 32;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (new CanaryShare(model, (double) middle / (1L << 32)).takes(product)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private String model() {
        return "4f2c".repeat(16);
    }

    private String anyProduct() {
        return random.ints(1 + random.nextInt(40), 1, 0x500)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
