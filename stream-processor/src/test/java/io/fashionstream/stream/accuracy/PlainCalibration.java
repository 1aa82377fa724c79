package io.fashionstream.stream.accuracy;

import static java.util.stream.Collectors.groupingBy;

import io.fashionstream.stream.accuracy.BatchAccuracy.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calibration by the schoolbook: outcomes are grouped by their confidence. */
final class PlainCalibration {
    private PlainCalibration() {}

    static @Nullable Double error(List<Outcome> outcomes) {
        Map<Integer, List<Outcome>> bins = outcomes.stream()
                .filter(outcome -> outcome.truth() != null)
                .collect(groupingBy(outcome ->
                        (int) Math.min(14, Math.floor(outcome.label().confidence() * 15 + 1e-9))));
        long known = bins.values().stream().mapToLong(List::size).sum();
        double error = 0;
        for (List<Outcome> bin : bins.values()) {
            long right = bin.stream()
                    .filter(outcome -> outcome.label().category().equals(outcome.truth()))
                    .count();
            Double confidence = meanConfidence(bin);
            if (confidence != null) {
                error += bin.size() * Math.abs(confidence - right / (double) bin.size()) / known;
            }
        }
        return known == 0 ? null : error;
    }

    static @Nullable Double meanConfidence(List<Outcome> outcomes) {
        return outcomes.isEmpty()
                ? null
                : outcomes.stream()
                        .mapToDouble(outcome -> outcome.label().confidence())
                        .average()
                        .orElseThrow();
    }
}
