package io.fashionstream.trainer.report;

import io.fashionstream.trainer.evaluation.ComparedModel;
import io.fashionstream.trainer.evaluation.Comparison;
import io.fashionstream.trainer.evaluation.SpeedRatio;
import java.util.List;

/**
 * All that the report of a comparison shows.
 *
 * @param set what the models were compared on, in words, such as {@code the test set}
 * @param speeds for each precision that both models have, unless they were not measured
 * @param measuredHow under which conditions the speeds were measured, in words
 */
public record ComparisonRun(
        ComparedModel a,
        ComparedModel b,
        String set,
        Comparison comparison,
        List<SpeedRatio> speeds,
        String measuredHow) {
    public ComparisonRun {
        speeds = List.copyOf(speeds);
    }
}
