package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ModelHealth.Position;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/**
 * What one partition counted since its last report: the only thing that travels to the merge.
 *
 * @param positions how far the partition had read its inputs: all its reports so far count exactly these events
 * @param buckets at most one for each model, time bucket and step of a canary
 */
record PartialCounts(List<Position> positions, IntakeCounts intake, List<Bucket> buckets) implements MergeInput {
    static final Serde<PartialCounts> SERDE = StateBytes.serde(PartialCounts::write, PartialCounts::read);

    /** The same as the input of the merge that travels; releases do not. */
    static final Serde<MergeInput> MERGE_INPUT = StateBytes.serde(
            (input, out) -> {
                if (!(input instanceof PartialCounts partial)) {
                    throw new IllegalArgumentException("only reports travel, not " + input);
                }
                write(partial, out);
            },
            PartialCounts::read);

    PartialCounts {
        positions = List.copyOf(positions);
        buckets = List.copyOf(buckets);
    }

    /**
     * Outcomes of one model.
     *
     * @param start of the time bucket in epoch milliseconds, or {@link #OUTSIDE} for labels that no window can hold
     * @param canaryStep that the labels name, or {@link CountedLabel#NO_STEP}
     */
    record Bucket(ModelKey model, long start, OutcomeCounts counts, long canaryStep) {
        /** Counts only in the totals. */
        static final long OUTSIDE = -1;
    }

    private static void write(PartialCounts partial, DataOutputStream out) throws IOException {
        partial.intake.write(out);
        out.writeShort(partial.positions.size());
        for (Position position : partial.positions) {
            out.writeUTF(position.topic());
            out.writeInt(position.partition());
            out.writeLong(position.nextOffset());
        }
        out.writeInt(partial.buckets.size());
        for (Bucket bucket : partial.buckets) {
            bucket.model.write(out);
            out.writeLong(bucket.start);
            bucket.counts.write(out);
        }
        partial.intake.writeLater(out);
        writeSteps(partial.buckets, out);
    }

    /** Where earlier releases do not look: they count the labels of each bucket, whatever step these name. */
    private static void writeSteps(List<Bucket> buckets, DataOutputStream out) throws IOException {
        if (buckets.stream().anyMatch(bucket -> bucket.canaryStep != CountedLabel.NO_STEP)) {
            for (Bucket bucket : buckets) {
                out.writeLong(bucket.canaryStep);
            }
        }
    }

    private static List<Bucket> withSteps(List<Bucket> buckets, StateBytes.Input in) throws IOException {
        if (in.available() == 0) {
            return buckets;
        }
        List<Bucket> named = new ArrayList<>(buckets.size());
        for (Bucket bucket : buckets) {
            named.add(new Bucket(bucket.model, bucket.start, bucket.counts, in.readLong()));
        }
        return named;
    }

    private static PartialCounts read(StateBytes.Input in) throws IOException {
        IntakeCounts intake = IntakeCounts.read(in);
        List<Position> positions = new ArrayList<>();
        for (int left = in.readShort(); left > 0; left--) {
            positions.add(new Position(in.readUTF(), in.readInt(), in.readLong()));
        }
        List<Bucket> buckets = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            buckets.add(new Bucket(ModelKey.read(in), in.readLong(), OutcomeCounts.read(in), CountedLabel.NO_STEP));
        }
        intake.readLater(in);
        return new PartialCounts(positions, intake, withSteps(buckets, in));
    }
}
