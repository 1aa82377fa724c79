package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The latest ground truth that applies.
 *
 * @param saidMillis when it was said, in epoch milliseconds, but not after its record's timestamp
 * @param category the true category; null if that was withdrawn
 */
record KnownTruth(long saidMillis, @Nullable Category category) {
    /** Whether this truth replaces {@code other}. Of two with the same time, the one that was read later does. */
    boolean replaces(@Nullable KnownTruth other) {
        return other == null || saidMillis >= other.saidMillis;
    }

    static void writeOptional(DataOutputStream out, @Nullable KnownTruth statement) throws IOException {
        out.writeBoolean(statement != null);
        if (statement != null) {
            out.writeLong(statement.saidMillis);
            StateBytes.writeCategory(out, statement.category);
        }
    }

    static @Nullable KnownTruth readOptional(StateBytes.Input in) throws IOException {
        return in.readBoolean() ? new KnownTruth(in.readLong(), StateBytes.readCategory(in)) : null;
    }
}
