package io.fashionstream.release;

import static io.fashionstream.check.Check.require;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/**
 * Which products a canary serves: those whose hash lies below its share. A product that belongs to a share belongs to every
 * larger one; which products come first differs from canary to canary, so that it is not always the same ones.
 *
 * <p>The hash is Kafka's murmur2 over the UTF-8 bytes of {@code modelId/productId}, read as an unsigned number of 32 bits.
 * Safe for use by several threads.
 */
public final class CanaryShare {
    private static final double HASHES = 1L << 32;

    private final byte[] prefix;
    private final double share;

    /** @param share in [0, 1] */
    public CanaryShare(String modelId, double share) {
        require(share >= 0 && share <= 1, "the share of a canary must be in [0, 1], got %s", share);
        this.prefix = (modelId + "/").getBytes(StandardCharsets.UTF_8);
        this.share = share;
    }

    /** Whether the canary serves the product. */
    public boolean takes(String productId) {
        byte[] product = productId.getBytes(StandardCharsets.UTF_8);
        byte[] hashed = Arrays.copyOf(prefix, prefix.length + product.length);
        System.arraycopy(product, 0, hashed, prefix.length, product.length);
        return Integer.toUnsignedLong(Utils.murmur2(hashed)) / HASHES < share;
    }
}
