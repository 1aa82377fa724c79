package io.fashionstream.stream.accuracy;

import io.fashionstream.event.InputMeasure;
import io.fashionstream.event.ModelHealth.Drift.Verdict;
import io.fashionstream.event.ModelHealth.InputDrift;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How far the pictures of a window lie from those that the model learnt from: pure functions of counts by bin.
 *
 * <p>The population stability index says how far, and the two-sample chi-square test for binned counts whether chance would
 * do it: Press et al., "Numerical Recipes" (third edition, 2007), section 14.3, for samples of different sizes. A verdict
 * needs both, because the index alone is large by chance in small windows, and the test alone finds differences in large
 * windows that matter to nobody.
 */
final class InputDriftFigures {
    /** A difference that chance makes less often is believed. */
    static final double RARE = 0.001;

    private InputDriftFigures() {}

    /** One entry for each measure; null if nothing is known of the model's own images. */
    static @Nullable List<InputDrift> of(OutcomeCounts counts, Map<InputMeasure, List<Long>> expected) {
        return expected.isEmpty()
                ? null
                : Arrays.stream(InputMeasure.values())
                        .filter(expected::containsKey)
                        .map(measure -> of(measure, expected.getOrDefault(measure, List.of()), counts.inputs(measure)))
                        .toList();
    }

    static InputDrift of(InputMeasure measure, List<Long> reference, List<Long> observed) {
        if (sum(observed) < DriftFigures.FEWEST_LABELS || sum(reference) == 0) {
            return new InputDrift(measure, Verdict.TOO_FEW_LABELS, null, null, null, reference, observed);
        }
        double index = index(reference, observed);
        double chiSquare = chiSquare(reference, observed);
        double pValue = pValue(chiSquare, reference, observed);
        Verdict verdict = pValue < RARE ? DriftFigures.verdict(index) : Verdict.STABLE;
        return new InputDrift(measure, verdict, index, chiSquare, pValue, reference, observed);
    }

    private static double index(List<Long> reference, List<Long> observed) {
        double then = sum(reference);
        double now = sum(observed);
        double index = 0;
        for (int bin = 0; bin < reference.size(); bin++) {
            double expected = Math.max(DriftFigures.LEAST_SHARE, reference.get(bin) / then);
            double found = Math.max(DriftFigures.LEAST_SHARE, observed.get(bin) / now);
            index += (found - expected) * Math.log(found / expected);
        }
        return index;
    }

    private static double chiSquare(List<Long> reference, List<Long> observed) {
        double scale = Math.sqrt((double) sum(observed) / sum(reference));
        double statistic = 0;
        for (int bin = 0; bin < reference.size(); bin++) {
            long both = reference.get(bin) + observed.get(bin);
            double distance = reference.get(bin) * scale - observed.get(bin) / scale;
            statistic += both == 0 ? 0 : distance * distance / both;
        }
        return statistic;
    }

    private static double pValue(double chiSquare, List<Long> reference, List<Long> observed) {
        int bins = 0;
        for (int bin = 0; bin < reference.size(); bin++) {
            bins += reference.get(bin) + observed.get(bin) > 0 ? 1 : 0;
        }
        return bins < 2 ? 1 : Math.max(0, 1 - new ChiSquaredDistribution(bins - 1).cumulativeProbability(chiSquare));
    }

    private static long sum(List<Long> counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
