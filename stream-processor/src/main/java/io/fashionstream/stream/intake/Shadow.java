package io.fashionstream.stream.intake;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Chooses the share of the images that a challenger sees by a hash of the event id, so that every instance and every
 * run choose the same ones.
 *
 * @param share in [0, 1]
 */
public record Shadow(double share) {
    private static final double HASHES = 1L << 32;

    public boolean sees(String eventId) {
        int hash = Utils.murmur2(eventId.getBytes(StandardCharsets.UTF_8));
        return Integer.toUnsignedLong(hash) / HASHES < share;
    }
}
