package io.fashionstream.stream.duplicate;

import io.fashionstream.event.EventIdentity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.Bytes;

/**
 * What two deliveries of one event have in common, in few bytes whatever the publisher's ids look like: product key, source
 * and id as 16 bytes, and a checksum of what the event carries. The product key takes part, so that the answer does not
 * depend on which products share a partition.
 */
public final class EventKey {
    private static final int DIGEST_BYTES = 16;

    private final Bytes digest;
    private final int content;

    private EventKey(Bytes digest, int content) {
        this.digest = digest;
        this.content = content;
    }

    /**
     * The key of one delivery.
     *
     * @param productKey the record's key, or what stands in for it; empty if there is neither
     * @param content what the event carries; empty if it carries nothing
     */
    public static EventKey of(byte[] productKey, EventIdentity identity, byte[] content) {
        MessageDigest digest = sha256();
        for (byte[] part : new byte[][] {productKey, utf8(identity.source()), utf8(identity.id())}) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            digest.update(part);
        }
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return new EventKey(Bytes.wrap(Arrays.copyOf(digest.digest(), DIGEST_BYTES)), (int) checksum.getValue());
    }

    /** 16 bytes that are the same for two deliveries of one event, and for no other event. */
    public byte[] identity() {
        return digest.get().clone();
    }

    Bytes digest() {
        return digest;
    }

    int content() {
        return content;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
