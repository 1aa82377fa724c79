package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.Classes;
import io.fashionstream.event.InputMeasure;
import io.fashionstream.event.InputReference;
import io.fashionstream.event.ModelManifest;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What the merge knows of one model apart from its window. Confined to one thread. */
final class ModelTotals {
    static final Serde<ModelTotals> SERDE = StateBytes.serde((totals, out) -> totals.write(out), ModelTotals::read);

    /** A step is judged while it is the latest; truths of earlier ones come late. */
    private static final int STEPS_KEPT = 8;

    private final Map<String, AlertState> alerts = new HashMap<>();
    /** By the number of the step of a canary. */
    private final SortedMap<Long, StepCounts> steps = new TreeMap<>();

    private OutcomeCounts counts = new OutcomeCounts();
    private long newestBucket = PartialCounts.Bucket.OUTSIDE;
    private boolean released;
    private List<Category> releasedClasses = List.of();
    private Map<Category, Double> expectedShare = Map.of();
    private Map<InputMeasure, List<Long>> expectedInputs = Map.of();

    void add(PartialCounts.Bucket bucket) {
        counts.add(bucket.counts());
        newestBucket = Math.max(newestBucket, bucket.start());
        if (bucket.canaryStep() != CountedLabel.NO_STEP) {
            steps.merge(bucket.canaryStep(), StepCounts.of(bucket.counts()), StepCounts::plus);
            while (steps.size() > STEPS_KEPT) {
                steps.remove(steps.firstKey());
            }
        }
    }

    /** The alias of this model points at it. */
    void release(ModelManifest manifest) {
        released = true;
        releasedClasses = manifest.classes().categories();
        expectedShare = Map.copyOf(manifest.validation().predictedShare());
        expectedInputs = inputs(manifest.inputs());
    }

    private static Map<InputMeasure, List<Long>> inputs(@Nullable InputReference reference) {
        Map<InputMeasure, List<Long>> images = new EnumMap<>(InputMeasure.class);
        if (reference != null) {
            for (InputMeasure measure : InputMeasure.values()) {
                images.put(measure, reference.histogram(measure).images());
            }
        }
        return images;
    }

    /** The model's classes, as its manifest says, or else as its labels do. */
    Classes classes() {
        List<Category> known = releasedClasses.isEmpty() ? counts.classes() : releasedClasses;
        return known.isEmpty() ? Classes.FASHION_MNIST : Classes.ofCodes(known);
    }

    /** Scopes of rows: all together, then each class. */
    List<String> scopes() {
        return Stream.concat(
                        Stream.of(ClassAccuracy.ALL),
                        classes().categories().stream().map(Category::code))
                .toList();
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

    /** What became of the labels that name the step of a canary. */
    StepCounts step(long number) {
        return steps.getOrDefault(number, StepCounts.NOTHING);
    }

    /** Images of each bin among those that the model learnt from, by measure; empty if its manifest says nothing of them. */
    Map<InputMeasure, List<Long>> expectedInputs() {
        return expectedInputs;
    }

    AlertState alert(String scope) {
        return alerts.getOrDefault(scope, AlertState.QUIET);
    }

    void alert(String scope, AlertState state) {
        alerts.put(scope, state);
    }

    /** Scopes whose alert is raised. */
    Set<String> raised() {
        return scopes().stream().filter(scope -> alert(scope).raised()).collect(Collectors.toSet());
    }

    private void write(DataOutputStream out) throws IOException {
        counts.write(out);
        out.writeLong(newestBucket);
        out.writeBoolean(released);
        StateBytes.writeClasses(out, releasedClasses);
        out.writeShort(expectedShare.size());
        for (Map.Entry<Category, Double> share : expectedShare.entrySet()) {
            StateBytes.writeCategory(out, share.getKey());
            out.writeDouble(share.getValue());
        }
        out.writeShort(alerts.size());
        for (Map.Entry<String, AlertState> alert : alerts.entrySet()) {
            out.writeUTF(alert.getKey());
            alert.getValue().write(out);
        }
        out.writeByte(expectedInputs.size());
        for (Map.Entry<InputMeasure, List<Long>> inputs : expectedInputs.entrySet()) {
            out.writeUTF(inputs.getKey().wireName());
            for (long images : inputs.getValue()) {
                out.writeLong(images);
            }
        }
        // Where earlier releases do not look.
        for (Map.Entry<Long, StepCounts> step : steps.entrySet()) {
            out.writeLong(step.getKey());
            step.getValue().write(out);
        }
    }

    private static ModelTotals read(StateBytes.Input in) throws IOException {
        ModelTotals totals = new ModelTotals();
        totals.counts = OutcomeCounts.read(in);
        totals.newestBucket = in.readLong();
        totals.released = in.readBoolean();
        totals.releasedClasses = StateBytes.readClasses(in);
        Map<Category, Double> shares = new HashMap<>();
        for (int left = in.isFirstVersion() ? in.readByte() : in.readShort(); left > 0; left--) {
            shares.put(Objects.requireNonNull(StateBytes.readCategory(in)), in.readDouble());
        }
        totals.expectedShare = Map.copyOf(shares);
        if (in.isFirstVersion()) {
            for (String scope : totals.scopes()) {
                totals.alerts.put(scope, AlertState.read(in));
            }
        } else {
            for (int left = in.readShort(); left > 0; left--) {
                totals.alerts.put(in.readUTF(), AlertState.read(in));
            }
        }
        totals.expectedInputs = in.hasInputs() ? readInputs(in) : Map.of();
        while (in.available() > 0) {
            totals.steps.put(in.readLong(), StepCounts.read(in));
        }
        return totals;
    }

    private static Map<InputMeasure, List<Long>> readInputs(StateBytes.Input in) throws IOException {
        Map<InputMeasure, List<Long>> inputs = new EnumMap<>(InputMeasure.class);
        for (int left = in.readByte(); left > 0; left--) {
            String name = in.readUTF();
            List<Long> images = new ArrayList<>();
            for (int bin = 0; bin < InputReference.BINS; bin++) {
                images.add(in.readLong());
            }
            for (InputMeasure measure : InputMeasure.values()) {
                if (measure.wireName().equals(name)) {
                    inputs.put(measure, List.copyOf(images));
                }
            }
        }
        return inputs;
    }
}
