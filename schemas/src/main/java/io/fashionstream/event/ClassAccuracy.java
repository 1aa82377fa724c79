package io.fashionstream.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often one model was right about one class (or about all) within one window. Key on {@code class-accuracy}:
 * {@code alias/modelId/scope}, the alias in lower case.
 *
 * <p>Windows are over the labels' {@code classifiedTime}, [start, end). A ratio whose denominator is 0 is null. The row
 * counts exactly the events that the {@link ModelHealth} of the same alias, model and sequence names in {@code asOf}.
 *
 * @param scope a category, or {@code ALL}
 * @param window figures of this window
 * @param total figures since this model's first label
 * @param sequence number of the publication; all rows of one publication share it, and it never repeats
 * @param publishedTime when this row was computed
 * @param released whether the alias pointed at this model then; if not, the model is retired, and its labels may still
 *     get their truths; null in events of before this was noted
 */
public record ClassAccuracy(
        ModelAlias alias,
        String modelId,
        String scope,
        Instant windowStart,
        Instant windowEnd,
        Figures window,
        Figures total,
        long sequence,
        Instant publishedTime,
        @Nullable Boolean released) {
    /** The scope of rows over all classes together. */
    public static final String ALL = "ALL";

    /** What figures rest on. The names are part of the wire format. */
    public enum Evidence {
        /** No label at all. */
        EMPTY,
        /** Labels, but none whose true class is known to be this one. */
        NO_TRUTH,
        /** At least one label whose truth is known. */
        MEASURED
    }

    /**
     * Figures of one class (one against the rest) or of all classes.
     *
     * @param evidence whether there was anything to measure
     * @param labelled labels that predicted this class; for ALL every label
     * @param support labels whose true class is this one; for ALL every label whose truth is known
     * @param correct labels of {@code support} that were right
     * @param accuracy correct / support; for one class the same as its recall
     * @param precision true positives / predicted positives with known truth; for ALL the macro average
     * @param recall true positives / support; for ALL the macro average
     * @param f1 harmonic mean of precision and recall; for ALL the macro average
     * @param weighted averages weighted by support; only for ALL, else null
     * @param interval 95 % Wilson score interval of {@code accuracy}
     * @param coverage labels whose truth is known / labels, among those that predicted this class (ALL: all labels)
     * @param confusion of the labels whose true class is this one, how many predicted which; ALL: true class counts
     */
    public record Figures(
            Evidence evidence,
            long labelled,
            long support,
            long correct,
            @Nullable Double accuracy,
            @Nullable Double precision,
            @Nullable Double recall,
            @Nullable Double f1,
            @Nullable Averages weighted,
            @Nullable Interval interval,
            @Nullable Double coverage,
            Map<Category, Long> confusion) {
        public Figures {
            confusion = Collections.unmodifiableMap(new LinkedHashMap<>(confusion));
        }
    }

    /** Support-weighted averages over the classes. */
    public record Averages(double precision, double recall, double f1) {}

    /** A closed interval within [0, 1]. */
    public record Interval(double low, double high) {}
}
