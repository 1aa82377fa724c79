package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ModelAlias;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of the state stores. Each text is preceded by its length, so that no key of one image is a prefix of another's,
 * and keys that share leading parts lie together.
 */
final class StateKeys {
    private static final byte IMAGE = 'i';
    private static final byte LABEL = 'l';

    private StateKeys() {}

    static Bytes image(String productId, String imageId) {
        return Bytes.wrap(join(new byte[] {IMAGE}, text(productId), text(imageId)));
    }

    /** What the keys of all labels of an image begin with. */
    static Bytes labelsOf(String productId, String imageId) {
        return Bytes.wrap(join(new byte[] {LABEL}, text(productId), text(imageId)));
    }

    static Bytes label(Bytes labelsOfImage, ModelKey model, String imageEventId) {
        return Bytes.wrap(join(labelsOfImage.get(), model(model).get(), text(imageEventId)));
    }

    /** The model in a key that {@link #label} made. */
    static ModelKey modelOfLabel(Bytes labelsOfImage, Bytes label) {
        ByteBuffer key = ByteBuffer.wrap(label.get()).position(labelsOfImage.get().length);
        return model(key);
    }

    static boolean isLabel(Bytes key) {
        return key.get()[0] == LABEL;
    }

    static Bytes model(ModelKey model) {
        return Bytes.wrap(join(text(model.alias().name()), text(model.modelId())));
    }

    /** The model in a key that {@link #model(ModelKey)} made, or that begins with such a key. */
    static ModelKey model(Bytes key) {
        return model(ByteBuffer.wrap(key.get()));
    }

    private static ModelKey model(ByteBuffer key) {
        return new ModelKey(ModelAlias.valueOf(text(key)), text(key));
    }

    private static String text(ByteBuffer key) {
        byte[] text = new byte[key.getInt()];
        key.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** A time bucket of a model; the buckets of a model lie together, in order of time. */
    static Bytes bucket(ModelKey model, long bucketStart) {
        return Bytes.wrap(join(model(model).get(), number(bucketStart)));
    }

    /** The start of the bucket in a key that {@link #bucket} made. */
    static long bucketStart(Bytes key) {
        byte[] bytes = key.get();
        return ByteBuffer.wrap(bytes, bytes.length - Long.BYTES, Long.BYTES).getLong();
    }

    /** A time bucket of the labels of a model that name one step of a canary; without a step, the same as {@link #bucket}. */
    static Bytes pending(ModelKey model, long bucketStart, long canaryStep) {
        Bytes bucket = bucket(model, bucketStart);
        return canaryStep == CountedLabel.NO_STEP ? bucket : Bytes.wrap(join(bucket.get(), number(canaryStep)));
    }

    /** The parts of a key that {@link #pending} made. */
    static PendingCounts.Cell cell(Bytes key) {
        ByteBuffer parts = ByteBuffer.wrap(key.get());
        ModelKey model = model(parts);
        long start = parts.getLong();
        return new PendingCounts.Cell(model, start, parts.hasRemaining() ? parts.getLong() : CountedLabel.NO_STEP);
    }

    /** A key of the expiry queue; these keys are ordered by time. */
    static Bytes expiry(long time, Bytes key) {
        return Bytes.wrap(join(number(time), key.get()));
    }

    /** The least key of {@code time} and after. */
    static Bytes expiry(long time) {
        return Bytes.wrap(number(time));
    }

    /** The key of what expires. */
    static Bytes expiring(Bytes expiry) {
        byte[] bytes = expiry.get();
        byte[] key = new byte[bytes.length - Long.BYTES];
        System.arraycopy(bytes, Long.BYTES, key, 0, key.length);
        return Bytes.wrap(key);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(Math.max(0, value)).array();
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
