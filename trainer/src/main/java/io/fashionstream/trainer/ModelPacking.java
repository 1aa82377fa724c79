package io.fashionstream.trainer;

import io.fashionstream.artifact.ImageTensor;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.artifact.ModelManifest;
import io.fashionstream.event.Category;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.evaluation.Calibration;
import io.fashionstream.trainer.evaluation.Evaluation;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.export.ExportedModel;
import io.fashionstream.trainer.export.OnnxExport;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.training.TrainingPlan;
import io.fashionstream.trainer.training.TrainingResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes the artifact of a trained network. Temperature and thresholds are fitted on validation; the test set is only
 * measured. All figures are of the exported network, which is what serves.
 */
record ModelPacking(NetworkDesign design, TrainingPlan plan, FashionMnist data, Split split) {
    private static final int FORMAT_VERSION = 1;

    ModelArtifact pack(TrainingResult result, String command) {
        Predictions validation;
        Predictions test;
        try (OnnxScorer scorer =
                new OnnxScorer(OnnxExport.export(result.network(), 1), plan.scaling(), plan.threads())) {
            validation = predictions(scorer, split.validation());
            test = predictions(scorer, data.test());
        }
        Calibration calibration = Calibration.fit(validation);
        ExportedModel exported =
                ExportedModel.of(result.network(), calibration.temperature(), split.validation(), plan.scaling());
        ModelManifest manifest = manifest(
                result,
                command,
                calibration,
                Evaluation.of(validation, calibration.temperature()),
                Evaluation.of(test, calibration.temperature()),
                exported.parity());
        return exported.pack(manifest, "<!DOCTYPE html><title>report</title>");
    }

    private static Predictions predictions(OnnxScorer scorer, LabelledImages images) {
        return new Predictions(scorer.logits(images), images.labels());
    }

    private ModelManifest manifest(
            TrainingResult result,
            String command,
            Calibration calibration,
            Evaluation validation,
            Evaluation test,
            double parity) {
        @Nullable String forcedReason = null;
        return new ModelManifest(
                FORMAT_VERSION,
                design.name(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Category.ALL,
                new ModelManifest.Input(ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS, plan.scaling()),
                calibration.temperature(),
                calibration.uncertainBelow(),
                calibration.outOfDistribution(),
                provenance(result, command),
                validation.measured(),
                test.measured(),
                parity,
                forcedReason);
    }

    private ModelManifest.Provenance provenance(TrainingResult result, String command) {
        return new ModelManifest.Provenance(
                data.sha256(),
                plan.seed(),
                split.training().size(),
                split.validation().size(),
                result.history().epochs().size(),
                plan.hyperParameters(),
                Surroundings.libraries(),
                Surroundings.machine(),
                command);
    }
}
