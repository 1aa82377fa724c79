package io.fashionstream.stream.accuracy;

import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.ModelHealth.Calibration;
import io.fashionstream.event.ModelHealth.ReliabilityBin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well stated confidence agrees with measured accuracy: pure functions of the counts.
 *
 * <p>Reliability bins and expected calibration error as in Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern
 * Neural Networks", ICML 2017: fifteen bins of equal width, the error weighted by the labels in each.
 */
final class CalibrationFigures {
    private CalibrationFigures() {}

    static Calibration of(OutcomeCounts counts) {
        List<ReliabilityBin> bins = new ArrayList<>();
        long labels = 0;
        double gap = 0;
        for (int bin = 0; bin < OutcomeCounts.BINS; bin++) {
            labels += counts.binLabels(bin);
            gap += Math.abs(
                    counts.binConfidenceMillionths(bin) / (double) OutcomeCounts.MILLION - counts.binCorrect(bin));
            bins.add(bin(counts, bin));
        }
        return new Calibration(labels == 0 ? null : gap / labels, bins);
    }

    private static ReliabilityBin bin(OutcomeCounts counts, int bin) {
        long labels = counts.binLabels(bin);
        return new ReliabilityBin(
                (double) bin / OutcomeCounts.BINS,
                (double) (bin + 1) / OutcomeCounts.BINS,
                labels,
                meanConfidence(counts.binConfidenceMillionths(bin), labels),
                ConfusionMatrix.ratio(counts.binCorrect(bin), labels));
    }

    /**
     * The mean of confidences; over all labels it estimates accuracy without any truth, as far as the confidences are
     * calibrated: Garg et al., "Leveraging Unlabeled Data to Predict Out-of-Distribution Performance", ICLR 2022, there
     * called average confidence. Null without labels.
     */
    static @Nullable Double meanConfidence(long confidenceMillionths, long labels) {
        return labels == 0 ? null : confidenceMillionths / (double) OutcomeCounts.MILLION / labels;
    }
}
