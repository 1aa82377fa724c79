package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;

/**
 * Counts of label outcomes, enough for every figure that is published. Counts add up, and a difference of two counts is
 * a count too: cells may be negative while they stand for a correction.
 *
 * <p>Everything is a whole number, confidences in millionths, so that sums do not depend on their order. Confined to one
 * thread.
 */
final class OutcomeCounts {
    static final int CLASSES = Category.ALL.size();
    static final int BINS = 15;
    static final int MILLION = 1_000_000;
    /** Batches of up to 1, 2, 4, ... 1024 images. */
    static final int BATCH_SIZES = 11;

    private static final int CONFUSION = CLASSES;
    private static final int BIN_LABELS = CONFUSION + CLASSES * CLASSES;
    private static final int BIN_CORRECT = BIN_LABELS + BINS;
    private static final int BIN_CONFIDENCE = BIN_CORRECT + BINS;
    private static final int UNCERTAIN = BIN_CONFIDENCE + BINS;
    private static final int OUT_OF_DISTRIBUTION = UNCERTAIN + 1;
    private static final int CONFIDENCE = OUT_OF_DISTRIBUTION + 1;
    private static final int BATCHES = CONFIDENCE + 1;
    private static final int CELLS = BATCHES + BATCH_SIZES;

    static final Serde<OutcomeCounts> SERDE = StateBytes.serde(OutcomeCounts::write, OutcomeCounts::read);

    private final long[] cells = new long[CELLS];

    /** Counts one label, whatever its truth. */
    void addLabel(Category predicted, int confidenceMillionths, boolean uncertain, boolean outOfDistribution) {
        cells[predicted.label()]++;
        cells[UNCERTAIN] += uncertain ? 1 : 0;
        cells[OUT_OF_DISTRIBUTION] += outOfDistribution ? 1 : 0;
        cells[CONFIDENCE] += confidenceMillionths;
    }

    /** Notes that a label was computed in a batch of so many images. */
    void addBatch(int images) {
        cells[BATCHES + Math.min(BATCH_SIZES - 1, 32 - Integer.numberOfLeadingZeros(images - 1))]++;
    }

    /** Counts ({@code times} 1) or takes back ({@code times} -1) what the truth says of one label. */
    void addTruth(Category truth, Category predicted, int confidenceMillionths, int times) {
        int bin = bin(confidenceMillionths);
        cells[CONFUSION + truth.label() * CLASSES + predicted.label()] += times;
        cells[BIN_LABELS + bin] += times;
        cells[BIN_CORRECT + bin] += truth == predicted ? times : 0;
        cells[BIN_CONFIDENCE + bin] += (long) times * confidenceMillionths;
    }

    void add(OutcomeCounts other) {
        for (int cell = 0; cell < CELLS; cell++) {
            cells[cell] += other.cells[cell];
        }
    }

    /** The reliability bin of a confidence: fifteen of equal width over [0, 1], the last one closed. */
    static int bin(int confidenceMillionths) {
        return (int) Math.min(BINS - 1, (long) confidenceMillionths * BINS / MILLION);
    }

    /** A confidence in [0, 1] as it is counted. */
    static int millionths(double confidence) {
        return (int) Math.round(confidence * MILLION);
    }

    long labelled(int predicted) {
        return cells[predicted];
    }

    long labelled() {
        return sum(0, CLASSES);
    }

    long confusion(int truth, int predicted) {
        return cells[CONFUSION + truth * CLASSES + predicted];
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

    boolean isZero() {
        return Arrays.stream(cells).allMatch(cell -> cell == 0);
    }

    private long sum(int from, int count) {
        return Arrays.stream(cells, from, from + count).sum();
    }

    /** Writes the cells that are not zero: 10 bytes each, and 2 for their number. */
    void write(DataOutput out) throws IOException {
        int filled = 0;
        for (long cell : cells) {
            filled += cell == 0 ? 0 : 1;
        }
        out.writeShort(filled);
        for (int cell = 0; cell < CELLS; cell++) {
            if (cells[cell] != 0) {
                out.writeShort(cell);
                out.writeLong(cells[cell]);
            }
        }
    }

    static OutcomeCounts read(DataInput in) throws IOException {
        OutcomeCounts counts = new OutcomeCounts();
        int filled = in.readUnsignedShort();
        for (int i = 0; i < filled; i++) {
            counts.cells[in.readUnsignedShort()] = in.readLong();
        }
        return counts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutcomeCounts that && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return "OutcomeCounts" + Arrays.toString(cells);
    }
}
