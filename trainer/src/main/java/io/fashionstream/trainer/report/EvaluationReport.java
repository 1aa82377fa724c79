package io.fashionstream.trainer.report;

import io.fashionstream.artifact.ModelManifest;
import java.util.List;

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
        ModelBlocks model = new ModelBlocks(manifest);
        HtmlPage page = new HtmlPage("Evaluation of " + manifest.network(), "Model " + modelId);
        page.section("At a glance", model.keyFigures(sets, throughput));
        sets.forEach(set -> page.section(set.name(), new ScoreBlocks(set).all()));
        gallery(page, sets.get(sets.size() - 1));
        return page.section("How to read its outputs", model.reading())
                .section("How to make it again", model.provenance())
                .render();
    }

    /** Adds the images that were labelled rightly, and those labelled wrongly with most confidence. */
    static void gallery(HtmlPage page, ScoredImages scored) {
        PredictionGallery gallery = new PredictionGallery(scored);
        page.section(
                "Predicted classes",
                new Prose(scored.name() + ": labelled rightly, with the calibrated confidence."),
                gallery.right(),
                new Prose("Labelled wrongly, the most confident first."),
                gallery.mostConfidentWrong());
    }
}
