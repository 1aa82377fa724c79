package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.InputBins;
import io.fashionstream.event.InputMeasure;
import io.fashionstream.event.InputReference;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;

/**
 * Counts of label outcomes of one model, enough for every figure that is published. Counts add up, and a difference of two
 * counts is a count too: cells may be negative while they stand for a correction.
 *
 * <p>The classes are those of the labels that were counted; counts of no label know none. Everything is a whole number,
 * confidences in millionths, so that sums do not depend on their order. Confined to one thread.
 */
final class OutcomeCounts {
    static final int BINS = 15;
    static final int MILLION = 1_000_000;
    /** Batches of up to 1, 2, 4, ... 1024 images. */
    static final int BATCH_SIZES = 11;

    private static final int BIN_LABELS = 0;
    private static final int BIN_CORRECT = BIN_LABELS + BINS;
    private static final int BIN_CONFIDENCE = BIN_CORRECT + BINS;
    private static final int UNCERTAIN = BIN_CONFIDENCE + BINS;
    private static final int OUT_OF_DISTRIBUTION = UNCERTAIN + 1;
    private static final int CONFIDENCE = OUT_OF_DISTRIBUTION + 1;
    private static final int BATCHES = CONFIDENCE + 1;
    private static final int UNKNOWN_TRUTHS = BATCHES + BATCH_SIZES;

    private static final int INPUTS = UNKNOWN_TRUTHS + 1;
    private static final List<InputMeasure> MEASURES = List.of(InputMeasure.values());

    /** Before this cell nothing depends on the classes; after it labels of each class, then pairs of truth and label. */
    private static final int LABELLED = INPUTS + MEASURES.size() * InputReference.BINS;

    /** In the first version of the state, ten labels and a hundred pairs came first. */
    private static final int FIRST_CLASS_CELLS = 110;

    static final Serde<OutcomeCounts> SERDE = StateBytes.serde(OutcomeCounts::write, OutcomeCounts::read);

    private List<Category> classes = List.of();
    private long[] cells = new long[LABELLED];

    /** Counts one label, whatever its truth. */
    void addLabel(CountedLabel label, boolean uncertain, boolean outOfDistribution) {
        include(label.classes());
        cells[LABELLED + classes.indexOf(label.predicted())]++;
        cells[UNCERTAIN] += uncertain ? 1 : 0;
        cells[OUT_OF_DISTRIBUTION] += outOfDistribution ? 1 : 0;
        cells[CONFIDENCE] += label.confidenceMillionths();
    }

    /** Notes that a label was computed in a batch of so many images. */
    void addBatch(int images) {
        cells[BATCHES + Math.min(BATCH_SIZES - 1, 32 - Integer.numberOfLeadingZeros(images - 1))]++;
    }

    /** Notes where the image of a label lies. */
    void addInputs(InputBins bins) {
        for (int measure = 0; measure < MEASURES.size(); measure++) {
            cells[INPUTS + measure * InputReference.BINS + bins.of(MEASURES.get(measure))]++;
        }
    }

    /** Counts ({@code times} 1) or takes back ({@code times} -1) what the truth, one of its classes, says of one label. */
    void addTruth(Category truth, CountedLabel label, int times) {
        include(label.classes());
        int bin = bin(label.confidenceMillionths());
        cells[pair(truth, label.predicted())] += times;
        cells[BIN_LABELS + bin] += times;
        cells[BIN_CORRECT + bin] += truth.equals(label.predicted()) ? times : 0;
        cells[BIN_CONFIDENCE + bin] += (long) times * label.confidenceMillionths();
    }

    /** Counts or takes back a label whose truth is none of the model's classes. */
    void addUnknownTruth(CountedLabel label, int times) {
        include(label.classes());
        cells[UNKNOWN_TRUTHS] += times;
    }

    void add(OutcomeCounts other) {
        include(other.classes);
        if (classes.equals(other.classes)) {
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] += other.cells[cell];
            }
        } else {
            addByName(other);
        }
    }

    private void addByName(OutcomeCounts other) {
        for (int cell = 0; cell < LABELLED; cell++) {
            cells[cell] += other.cells[cell];
        }
        for (Category truth : other.classes) {
            cells[LABELLED + classes.indexOf(truth)] += other.labelled(truth);
            for (Category predicted : other.classes) {
                cells[pair(truth, predicted)] += other.confusion(truth, predicted);
            }
        }
    }

    /** Makes room for {@code more}; all labels of a model have the same classes, so that this happens once. */
    private void include(List<Category> more) {
        if (classes.equals(more) || classes.containsAll(more)) {
            return;
        }
        OutcomeCounts wider = new OutcomeCounts();
        wider.classes =
                Stream.concat(classes.stream(), more.stream()).distinct().toList();
        int size = wider.classes.size();
        wider.cells = new long[LABELLED + size + size * size];
        wider.addByName(this);
        classes = wider.classes;
        cells = wider.cells;
    }

    private int pair(Category truth, Category predicted) {
        return LABELLED + classes.size() + classes.indexOf(truth) * classes.size() + classes.indexOf(predicted);
    }

    /** The classes of the labels, in the order of their model; empty if no label was counted. */
    List<Category> classes() {
        return classes;
    }

    /** The reliability bin of a confidence: fifteen of equal width over [0, 1], the last one closed. */
    static int bin(int confidenceMillionths) {
        return (int) Math.min(BINS - 1, (long) confidenceMillionths * BINS / MILLION);
    }

    /** A confidence in [0, 1] as it is counted. */
    static int millionths(double confidence) {
        return (int) Math.round(confidence * MILLION);
    }

    long labelled(Category predicted) {
        int index = classes.indexOf(predicted);
        return index < 0 ? 0 : cells[LABELLED + index];
    }

    long labelled() {
        return Arrays.stream(cells, LABELLED, LABELLED + classes.size()).sum();
    }

    long confusion(Category truth, Category predicted) {
        return classes.contains(truth) && classes.contains(predicted) ? cells[pair(truth, predicted)] : 0;
    }

    /** Labels whose truth is none of the model's classes. */
    long unknownTruths() {
        return cells[UNKNOWN_TRUTHS];
    }

    long binLabels(int bin) {
        return cells[BIN_LABELS + bin];
    }

    long binCorrect(int bin) {
        return cells[BIN_CORRECT + bin];
    }

    long binConfidenceMillionths(int bin) {
        return cells[BIN_CONFIDENCE + bin];
    }

    long uncertain() {
        return cells[UNCERTAIN];
    }

    long outOfDistribution() {
        return cells[OUT_OF_DISTRIBUTION];
    }

    /** Sum of the confidences of all labels. */
    long confidenceMillionths() {
        return cells[CONFIDENCE];
    }

    /** Labels from batches of at most {@code 1 << size} images, and of more than half of that. */
    long batchLabels(int size) {
        return cells[BATCHES + size];
    }

    /** Labels whose image lies in each bin by {@code measure}. */
    List<Long> inputs(InputMeasure measure) {
        int from = INPUTS + MEASURES.indexOf(measure) * InputReference.BINS;
        return Arrays.stream(cells, from, from + InputReference.BINS).boxed().toList();
    }

    boolean isZero() {
        return Arrays.stream(cells).allMatch(cell -> cell == 0);
    }

    /** Writes the classes, and the cells that are not zero. */
    void write(DataOutput out) throws IOException {
        StateBytes.writeClasses(out, classes);
        FilledCells.write(out, cells);
    }

    static OutcomeCounts read(StateBytes.Input in) throws IOException {
        OutcomeCounts counts = new OutcomeCounts();
        counts.classes = StateBytes.readClasses(in);
        int size = counts.classes.size();
        counts.cells = new long[LABELLED + size + size * size];
        FilledCells.read(in, counts.cells, written -> cell(written, in));
        return counts;
    }

    /** Where a cell is now; inputs stand before the classes, which moved when inputs came. */
    private static int cell(int written, StateBytes.Input in) {
        if (in.isFirstVersion()) {
            return written < FIRST_CLASS_CELLS ? LABELLED + written : written - FIRST_CLASS_CELLS;
        }
        return in.hasInputs() || written < INPUTS ? written : written - INPUTS + LABELLED;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutcomeCounts that && classes.equals(that.classes) && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return 31 * classes.hashCode() + Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return "OutcomeCounts" + classes + Arrays.toString(cells);
    }
}
