package io.fashionstream.trainer.report;

import io.fashionstream.event.ModelManifest;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.evaluation.Throughput;
import java.util.List;
import java.util.Map;

/** A model's evaluation as a page to look at. */
public final class EvaluationReport {
    private EvaluationReport() {}

    /**
     * A self-contained HTML page: no script, style or image comes from elsewhere.
     *
     * @param sets what was measured, at least one; the last one's images are shown
     */
    public static String render(
            String modelId, ModelManifest manifest, List<ScoredImages> sets, List<Throughput> throughput) {
        return Page.render(
                "evaluation",
                Map.of(
                        "modelId", modelId,
                        "manifest", manifest,
                        "sets", ScoreSection.of(sets),
                        "throughput", throughput));
    }
}
