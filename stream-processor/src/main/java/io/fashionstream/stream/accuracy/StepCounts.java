package io.fashionstream.stream.accuracy;

import io.fashionstream.event.CanaryStep.Side;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What became of the labels of one model that name one step of a canary. They add up, whatever their order.
 *
 * @param support labels whose truth is known, as one of the model's classes
 */
record StepCounts(long labelled, long support, long correct) {
    static final StepCounts NOTHING = new StepCounts(0, 0, 0);

    static StepCounts of(OutcomeCounts counts) {
        long support = 0;
        long correct = 0;
        for (int bin = 0; bin < OutcomeCounts.BINS; bin++) {
            support += counts.binLabels(bin);
            correct += counts.binCorrect(bin);
        }
        return new StepCounts(counts.labelled(), support, correct);
    }

    StepCounts plus(StepCounts other) {
        return new StepCounts(labelled + other.labelled, support + other.support, correct + other.correct);
    }

    Side side() {
        return new Side(
                labelled,
                support,
                correct,
                support == 0 ? null : (double) correct / support,
                ConfusionFigures.interval(correct, support));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(labelled);
        out.writeLong(support);
        out.writeLong(correct);
    }

    static StepCounts read(DataInput in) throws IOException {
        return new StepCounts(in.readLong(), in.readLong(), in.readLong());
    }
}
