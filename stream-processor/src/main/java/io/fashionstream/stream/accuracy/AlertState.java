package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.ClassAccuracy.Interval;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where the alert of one model and scope stands.
 *
 * <p>It is raised after the 95 % interval lay wholly under the threshold for so many publications in a row, and recovers
 * after the accuracy itself was at or over the threshold for as many. Between the two, while the accuracy is under the
 * threshold and its interval reaches over it, the alert stays as it is: that is what keeps it from flapping. A window
 * without known truth breaks either row.
 *
 * @param inRow publications in a row that spoke for a change
 * @param raisedMillis when it was raised, in epoch milliseconds, or {@link #NOT_RAISED}
 */
record AlertState(int inRow, long raisedMillis) {
    static final long NOT_RAISED = -1;
    static final AlertState QUIET = new AlertState(0, NOT_RAISED);

    boolean raised() {
        return raisedMillis != NOT_RAISED;
    }

    /** The state after one more publication. */
    AlertState after(Figures figures, double threshold, int steps, long now) {
        boolean forChange = raised() ? isGood(figures, threshold) : isBad(figures, threshold);
        if (!forChange) {
            return new AlertState(0, raisedMillis);
        }
        if (inRow + 1 < steps) {
            return new AlertState(inRow + 1, raisedMillis);
        }
        return new AlertState(0, raised() ? NOT_RAISED : now);
    }

    private static boolean isBad(Figures figures, double threshold) {
        Interval interval = figures.interval();
        return interval != null && interval.high() < threshold;
    }

    private static boolean isGood(Figures figures, double threshold) {
        Double accuracy = figures.accuracy();
        return accuracy != null && accuracy >= threshold;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(inRow);
        out.writeLong(raisedMillis);
    }

    static AlertState read(DataInput in) throws IOException {
        return new AlertState(in.readInt(), in.readLong());
    }
}
