package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A label that was counted, and the truth that it was counted with, so that this can be taken back.
 *
 * @param said the ground truth that applies, or null if there is none
 */
record CountedLabel(
        long classifiedMillis,
        Category predicted,
        int confidenceMillionths,
        @Nullable Category declared,
        @Nullable KnownTruth said) {
    static final Serde<CountedLabel> SERDE = StateBytes.serde(CountedLabel::write, CountedLabel::read);

    static CountedLabel of(ImageLabel label, @Nullable KnownTruth said) {
        return new CountedLabel(
                label.classifiedTime().toEpochMilli(),
                label.category(),
                OutcomeCounts.millionths(label.confidence()),
                label.declaredCategory(),
                said);
    }

    CountedLabel with(KnownTruth newer) {
        return new CountedLabel(classifiedMillis, predicted, confidenceMillionths, declared, newer);
    }

    /** The true category as far as it is known, else null. */
    @Nullable
    Category truth(TruthPrecedence precedence) {
        return precedence.choose(declared, said == null ? null : said.category());
    }

    private static void write(CountedLabel label, DataOutputStream out) throws IOException {
        out.writeLong(label.classifiedMillis);
        StateBytes.writeCategory(out, label.predicted);
        out.writeInt(label.confidenceMillionths);
        StateBytes.writeCategory(out, label.declared);
        KnownTruth.writeOptional(out, label.said);
    }

    private static CountedLabel read(DataInputStream in) throws IOException {
        return new CountedLabel(
                in.readLong(),
                Objects.requireNonNull(StateBytes.readCategory(in)),
                in.readInt(),
                StateBytes.readCategory(in),
                KnownTruth.readOptional(in));
    }
}
