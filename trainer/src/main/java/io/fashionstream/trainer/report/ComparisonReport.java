package io.fashionstream.trainer.report;

import io.fashionstream.event.Precision;
import io.fashionstream.trainer.evaluation.Comparison;
import java.util.List;
import java.util.Map;

/** A comparison of two models as a page to look at. */
public final class ComparisonReport {
    private ComparisonReport() {}

    /** A self-contained HTML page: no script, style or image comes from elsewhere. */
    public static String render(ComparisonRun run) {
        return Page.render(
                "comparison",
                Map.of(
                        "run", run,
                        "precisions", List.of(Precision.values()),
                        "resamples", Comparison.RESAMPLES,
                        "comparison", run.comparison(),
                        "section", new ComparisonSection(run.comparison()),
                        "verdict", ComparisonInWords.verdict(run.comparison()),
                        "test", ComparisonInWords.test(run.comparison()),
                        "pValue", ComparisonInWords.pValue(run.comparison().test())));
    }
}
