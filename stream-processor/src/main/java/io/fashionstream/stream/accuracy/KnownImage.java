package io.fashionstream.stream.accuracy;

import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an image apart from its labels. An image that was only labelled has no such entry.
 *
 * @param said the latest ground truth, or null if there is none
 * @param labelled whether a label of it was seen; only kept up to date once there is a statement
 * @param lastMillis the latest time at which something was said of it
 */
record KnownImage(@Nullable KnownTruth said, boolean labelled, boolean rejected, long lastMillis) {
    static final KnownImage NOTHING = new KnownImage(null, false, false, Long.MIN_VALUE);
    static final Serde<KnownImage> SERDE = StateBytes.serde(KnownImage::write, KnownImage::read);

    KnownImage with(KnownTruth statement, boolean nowLabelled) {
        return new KnownImage(
                statement.replaces(said) ? statement : said,
                labelled || nowLabelled,
                rejected,
                Math.max(lastMillis, statement.saidMillis()));
    }

    KnownImage withLabel() {
        return new KnownImage(said, true, rejected, lastMillis);
    }

    KnownImage withRejection(long rejectedMillis) {
        return new KnownImage(said, labelled, true, Math.max(lastMillis, rejectedMillis));
    }

    /** Whether there is a truth but no label yet, and no rejection that would explain why. */
    boolean isUnknown() {
        return said != null && !labelled && !rejected;
    }

    /** Whether there is a truth that will never be used, because the image was rejected and not labelled. */
    boolean isOnlyRejected() {
        return said != null && !labelled && rejected;
    }

    private static void write(KnownImage image, DataOutputStream out) throws IOException {
        KnownTruth.writeOptional(out, image.said);
        out.writeBoolean(image.labelled);
        out.writeBoolean(image.rejected);
        out.writeLong(image.lastMillis);
    }

    private static KnownImage read(StateBytes.Input in) throws IOException {
        return new KnownImage(KnownTruth.readOptional(in), in.readBoolean(), in.readBoolean(), in.readLong());
    }
}
