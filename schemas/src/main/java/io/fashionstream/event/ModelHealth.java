package io.fashionstream.event;

import io.fashionstream.event.ClassAccuracy.Interval;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about one model beyond right and wrong, over one window. Key on {@code model-health}:
 * {@code alias/modelId}, the alias in lower case. A ratio whose denominator is 0 is null.
 *
 * @param labelled labels of the window
 * @param labelsPerSecond labels of the window per second of the window
 * @param shareUncertain share of them that were flagged uncertain
 * @param shareOutOfDistribution share of them that were flagged out of distribution
 * @param estimatedAccuracy mean calibrated confidence of all of them: the accuracy to expect if calibration holds
 * @param measuredAccuracy accuracy of those whose truth is known
 * @param measuredInterval 95 % Wilson score interval of {@code measuredAccuracy}
 * @param measuredOn labels whose truth is known
 * @param unknownTruths labels of the window whose truth is none of the model's classes, and so counts as unknown; null in
 *     events of before this was counted
 * @param inputDrift how far the pictures of the window lie from those that the model learnt from, by each measure; null if
 *     the model's manifest says nothing of them or was never read
 * @param batchSizes in batches of which sizes these labels were computed, smallest first, sizes without labels left out;
 *     null in events of before this was counted
 * @param intake what became of the events that the whole pipeline read, since its start; the same for every model
 * @param sequence number of the publication, the same as in its {@link ClassAccuracy} rows
 * @param asOf what the publication counts: of each topic and partition, exactly the events before this offset
 */
public record ModelHealth(
        ModelAlias alias,
        String modelId,
        Instant windowStart,
        Instant windowEnd,
        long labelled,
        double labelsPerSecond,
        @Nullable Double shareUncertain,
        @Nullable Double shareOutOfDistribution,
        @Nullable Double estimatedAccuracy,
        @Nullable Double measuredAccuracy,
        @Nullable Interval measuredInterval,
        long measuredOn,
        @Nullable Long unknownTruths,
        Calibration calibration,
        Drift drift,
        @Nullable List<InputDrift> inputDrift,
        @Nullable List<BatchSize> batchSizes,
        Intake intake,
        long sequence,
        List<Position> asOf,
        Instant publishedTime) {
    public ModelHealth {
        inputDrift = inputDrift == null ? null : List.copyOf(inputDrift);
        batchSizes = batchSizes == null ? null : List.copyOf(batchSizes);
        asOf = List.copyOf(asOf);
    }

    /**
     * How far stated confidence and measured accuracy lie apart, over the labels whose truth is known.
     *
     * @param expectedCalibrationError mean gap between confidence and accuracy over the bins, weighted by their labels
     * @param bins fifteen bins of equal width over [0, 1], ascending
     */
    public record Calibration(@Nullable Double expectedCalibrationError, List<ReliabilityBin> bins) {
        public Calibration {
            bins = List.copyOf(bins);
        }
    }

    /** Labels whose confidence lies in [low, high), or [low, 1] for the last bin, and whose truth is known. */
    public record ReliabilityBin(
            double low,
            double high,
            long labels,
            @Nullable Double meanConfidence,
            @Nullable Double accuracy) {}

    /**
     * How far the predicted classes of the window lie from those of the model's own evaluation.
     *
     * @param populationStabilityIndex sum of (now - then) * ln(now / then) over the classes; null without a verdict
     * @param expectedShare share of each class at the evaluation; empty if the model's manifest was never read
     * @param observedShare share of each class in the window; empty if the window is
     */
    public record Drift(
            Verdict verdict,
            @Nullable Double populationStabilityIndex,
            Map<Category, Double> expectedShare,
            Map<Category, Double> observedShare) {
        public Drift {
            expectedShare = ordered(expectedShare);
            observedShare = ordered(observedShare);
        }

        private static Map<Category, Double> ordered(Map<Category, Double> shares) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        }

        /** The usual reading of the index. The names are part of the wire format. */
        public enum Verdict {
            /** The model's manifest was never read, so there is nothing to compare with. */
            NO_BASELINE,
            /** Too few labels: chance alone would give a noticeable index. */
            TOO_FEW_LABELS,
            /** Index under 0.1. */
            STABLE,
            /** Index from 0.1 to under 0.25. */
            MODERATE,
            /** Index of 0.25 or more. */
            LARGE
        }
    }

    /**
     * How far the pictures of the window lie from those that the model learnt from, by one measure. Bins are those of the
     * model's {@link InputReference}.
     *
     * @param verdict MODERATE or LARGE by the index, as in {@link Drift}, but only if chance makes such counts less than once
     *     in a thousand windows
     * @param populationStabilityIndex sum of (now - then) * ln(now / then) over the bins' shares; null without a verdict
     * @param chiSquare of the two-sample test on the counts; null without a verdict
     * @param pValue how probable counts so far apart are if both are of the same pictures; null without a verdict
     * @param reference images of each bin among those that the model learnt from
     * @param observed labels of the window in each bin
     */
    public record InputDrift(
            InputMeasure measure,
            Drift.Verdict verdict,
            @Nullable Double populationStabilityIndex,
            @Nullable Double chiSquare,
            @Nullable Double pValue,
            List<Long> reference,
            List<Long> observed) {
        public InputDrift {
            reference = List.copyOf(reference);
            observed = List.copyOf(observed);
        }
    }

    /** The measure by which the inputs lie farthest from those that the model learnt from; empty without a verdict. */
    public Optional<InputDrift> farthestInput() {
        return inputDrift == null
                ? Optional.empty()
                : inputDrift.stream()
                        .filter(drift -> drift.populationStabilityIndex() != null)
                        .max(Comparator.comparingDouble(
                                drift -> Objects.requireNonNull(drift.populationStabilityIndex())));
    }

    /** Labels that were computed in micro-batches of at most {@code upTo} images, and of more than half of that. */
    public record BatchSize(int upTo, long labels) {}

    /**
     * What became of the events of all partitions, since the start. Counts of events, but for the two counts of images.
     *
     * @param labels labels that were counted, of all models
     * @param duplicateLabels labels that were not counted again
     * @param lateLabels labels that came later than the retention
     * @param truths ground-truth statements that were taken in
     * @param lateTruths statements that came later than the retention
     * @param imagesUnknown images with a statement, and neither a label nor a rejection so far
     * @param imagesRejected images with a statement, and a rejection but no label so far
     * @param unreadable events that were not readable, and so count nowhere
     * @param unknownCategories statements whose category no class can be called, and so count nowhere; null in events of
     *     before this was counted
     */
    public record Intake(
            long labels,
            long duplicateLabels,
            long lateLabels,
            long truths,
            long lateTruths,
            long imagesUnknown,
            long imagesRejected,
            long unreadable,
            @Nullable Long unknownCategories) {}

    /** Events of {@code partition} of {@code topic} with an offset below {@code nextOffset} are counted, no others. */
    public record Position(String topic, int partition, long nextOffset) {}
}
