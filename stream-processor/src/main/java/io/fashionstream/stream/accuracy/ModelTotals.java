package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;

/** What the merge knows of one model apart from its window. Confined to one thread. */
final class ModelTotals {
    static final Serde<ModelTotals> SERDE = StateBytes.serde((totals, out) -> totals.write(out), ModelTotals::read);

    /** Scopes of rows: all together, then each class. */
    static final List<String> SCOPES = Stream.concat(
                    Stream.of(ClassAccuracy.ALL), Category.ALL.stream().map(Category::name))
            .toList();

    private final Map<String, AlertState> alerts = new HashMap<>();
    private OutcomeCounts counts = new OutcomeCounts();
    private long newestBucket = PartialCounts.Bucket.OUTSIDE;
    private boolean released;
    private Map<Category, Double> expectedShare = Map.of();

    void add(PartialCounts.Bucket bucket) {
        counts.add(bucket.counts());
        newestBucket = Math.max(newestBucket, bucket.start());
    }

    /** The alias of this model points at it. */
    void release(Map<Category, Double> sharesAtEvaluation) {
        released = true;
        expectedShare = Map.copyOf(sharesAtEvaluation);
    }

    /** The alias points elsewhere. */
    void replace() {
        released = false;
    }

    boolean isReleased() {
        return released;
    }

    /** Outcomes since the model's first label. */
    OutcomeCounts counts() {
        return counts;
    }

    /** Start of the newest bucket that held a label, in epoch milliseconds; negative if there is none. */
    long newestBucket() {
        return newestBucket;
    }

    /** Share of each class at the model's evaluation; empty if its manifest was never read. */
    Map<Category, Double> expectedShare() {
        return expectedShare;
    }

    AlertState alert(String scope) {
        return alerts.getOrDefault(scope, AlertState.QUIET);
    }

    void alert(String scope, AlertState state) {
        alerts.put(scope, state);
    }

    /** Scopes whose alert is raised. */
    Set<String> raised() {
        return SCOPES.stream().filter(scope -> alert(scope).raised()).collect(Collectors.toSet());
    }

    private void write(DataOutputStream out) throws IOException {
        counts.write(out);
        out.writeLong(newestBucket);
        out.writeBoolean(released);
        out.writeByte(expectedShare.size());
        for (Map.Entry<Category, Double> share : expectedShare.entrySet()) {
            StateBytes.writeCategory(out, share.getKey());
            out.writeDouble(share.getValue());
        }
        for (String scope : SCOPES) {
            alert(scope).write(out);
        }
    }

    private static ModelTotals read(DataInputStream in) throws IOException {
        ModelTotals totals = new ModelTotals();
        totals.counts = OutcomeCounts.read(in);
        totals.newestBucket = in.readLong();
        totals.released = in.readBoolean();
        Map<Category, Double> shares = new EnumMap<>(Category.class);
        for (int left = in.readByte(); left > 0; left--) {
            shares.put(Category.ofLabel(in.readByte()), in.readDouble());
        }
        totals.expectedShare = Map.copyOf(shares);
        for (String scope : SCOPES) {
            totals.alerts.put(scope, AlertState.read(in));
        }
        return totals;
    }
}
