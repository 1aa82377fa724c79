package io.fashionstream.trainer;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.artifact.ModelManifest;
import io.fashionstream.event.Category;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.evaluation.Calibration;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.evaluation.Throughput;
import io.fashionstream.trainer.export.ExportedModel;
import io.fashionstream.trainer.export.OnnxExport;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.report.TrainingReport;
import io.fashionstream.trainer.report.TrainingRun;
import io.fashionstream.trainer.training.TrainingPlan;
import io.fashionstream.trainer.training.TrainingResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Makes the artifact of a trained network. Temperature and thresholds are fitted on validation; the test set is only
 * measured. All figures are of the exported network, which is what serves.
 *
 * @param hyperParameters all that shaped the training, for the manifest
 */
record ModelPacking(
        NetworkDesign design, TrainingPlan plan, DataSet data, Split split, Map<String, String> hyperParameters) {
    private static final int FORMAT_VERSION = 1;

    ModelArtifact pack(TrainingResult result, String command) {
        Scores scores = scores(OnnxExport.export(result.network(), 1));
        Calibration calibration = Calibration.fit(scores.validation());
        double temperature = calibration.temperature();
        ScoredImages validation = ScoredImages.of("Validation", split.validation(), scores.validation(), temperature);
        ScoredImages test = ScoredImages.of("Official test set", data.test(), scores.test(), temperature);

        ExportedModel exported = ExportedModel.of(result.network(), temperature, split.validation(), plan.scaling());
        ModelManifest manifest = new ModelManifest(
                FORMAT_VERSION,
                new ModelManifest.Signature(
                        design.name(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        Category.ALL,
                        new ModelManifest.Input(
                                ImageTensor.SIDE_PIXELS,
                                ImageTensor.SIDE_PIXELS,
                                plan.scaling().recorded())),
                new ModelManifest.Decision(temperature, calibration.uncertainBelow(), calibration.outOfDistribution()),
                provenance(result, command),
                new ModelManifest.Quality(
                        validation.evaluation().measured(), test.evaluation().measured(), exported.parity()),
                null);
        return exported.pack(manifest, report(result, manifest, validation, test, scores.speed()));
    }

    /** What the exported network gives, and how fast. */
    private record Scores(Predictions validation, Predictions test, Throughput speed) {}

    private Scores scores(byte[] network) {
        try (OnnxScorer scorer = new OnnxScorer(network, plan.scaling(), plan.threads())) {
            Predictions validation = predictions(scorer, split.validation());
            long before = System.nanoTime();
            Predictions test = predictions(scorer, data.test());
            double seconds = (System.nanoTime() - before) / 1e9;
            String what = "Serving (ONNX Runtime, %d threads, batch 128)".formatted(plan.threads());
            return new Scores(validation, test, new Throughput(what, data.test().size() / seconds));
        }
    }

    private static Predictions predictions(OnnxScorer scorer, LabelledImages images) {
        return new Predictions(scorer.logits(images), images.labels());
    }

    private ModelManifest.Provenance provenance(TrainingResult result, String command) {
        return new ModelManifest.Provenance(
                data.sha256(),
                plan.seed(),
                split.training().size(),
                split.validation().size(),
                result.history().epochs().size(),
                hyperParameters,
                TrainingEnvironment.libraries(),
                TrainingEnvironment.machine(),
                command);
    }

    private String report(
            TrainingResult result,
            ModelManifest manifest,
            ScoredImages validation,
            ScoredImages test,
            Throughput serving) {
        return TrainingReport.render(new TrainingRun(
                manifest,
                plan,
                result.history(),
                design.layerTable(),
                split.training(),
                List.of(validation, test),
                serving));
    }
}
