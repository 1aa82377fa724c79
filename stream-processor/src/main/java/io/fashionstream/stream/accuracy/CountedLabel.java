package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A label that was counted, and the truth that it was counted with, so that this can be taken back.
 *
 * @param classes those of the model, in its order
 * @param declared what the catalogue declares, as the label says it
 * @param said the ground truth that applies, or null if there is none
 * @param canaryStep number of the step of a canary that the label names, or {@value #NO_STEP}
 */
record CountedLabel(
        long classifiedMillis,
        List<Category> classes,
        Category predicted,
        int confidenceMillionths,
        @Nullable Category declared,
        @Nullable KnownTruth said,
        long canaryStep) {
    /** Steps are numbered from 1. */
    static final long NO_STEP = 0;

    static final Serde<CountedLabel> SERDE = StateBytes.serde(CountedLabel::write, CountedLabel::read);

    static CountedLabel of(ImageLabel label, @Nullable KnownTruth said) {
        return new CountedLabel(
                label.classifiedTime().toEpochMilli(),
                label.classes(),
                label.category(),
                OutcomeCounts.millionths(label.confidence()),
                label.declaredCategory(),
                said,
                Objects.requireNonNullElse(label.canaryStep(), NO_STEP));
    }

    CountedLabel with(KnownTruth newer) {
        return new CountedLabel(
                classifiedMillis, classes, predicted, confidenceMillionths, declared, newer, canaryStep);
    }

    /** The true category as far as it is known, be it one of the classes or not; else null. */
    @Nullable
    Category truth(TruthPrecedence precedence) {
        return precedence.choose(declared, said == null ? null : said.category());
    }

    private static void write(CountedLabel label, DataOutputStream out) throws IOException {
        out.writeLong(label.classifiedMillis);
        StateBytes.writeClasses(out, label.classes);
        StateBytes.writeCategory(out, label.predicted);
        out.writeInt(label.confidenceMillionths);
        StateBytes.writeCategory(out, label.declared);
        KnownTruth.writeOptional(out, label.said);
        if (label.canaryStep != NO_STEP) {
            out.writeLong(label.canaryStep);
        }
    }

    private static CountedLabel read(StateBytes.Input in) throws IOException {
        return new CountedLabel(
                in.readLong(),
                StateBytes.readClasses(in),
                Objects.requireNonNull(StateBytes.readCategory(in)),
                in.readInt(),
                StateBytes.readCategory(in),
                KnownTruth.readOptional(in),
                in.available() > 0 ? in.readLong() : NO_STEP);
    }
}
