package io.fashionstream.trainer;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.InputReference;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Provenance;
import io.fashionstream.event.StreamedData;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.evaluation.Calibration;
import io.fashionstream.trainer.evaluation.InputReferences;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the artifact of a trained network. Temperature and thresholds are fitted on validation; the test set, unless it is
 * empty, is only measured. All figures are of the exported network, which is what serves.
 *
 * @param hyperParameters all that shaped the training, for the manifest
 * @param streamedData which part of a stream the data came from, if they did
 */
record ModelPacking(
        NetworkDesign design,
        TrainingPlan plan,
        DataSet data,
        Split split,
        Map<String, String> hyperParameters,
        Optional<StreamedData> streamedData) {
    private static final int FORMAT_VERSION = 1;
    private static final String NOT_ASKED = "the model has no network of integers: none was asked for";

    /** The artifact with the network of floats alone. */
    ModelArtifact pack(TrainingResult result, String command) {
        Measures measures = measures(result);
        ModelArtifact floats = floats(result, measures, command);
        return floats.withReport(report(result, floats.manifest(), measures, NOT_ASKED));
    }

    /** The artifact with a network of 8-bit integers too, if that is good enough. */
    QuantisedModel packWithInt8(TrainingResult result, String command) {
        Measures measures = measures(result);
        QuantisedModel quantised = ModelQuantisation.of(floats(result, measures, command), data, plan.threads());
        String report = report(result, quantised.artifact().manifest(), measures, quantised.inWords());
        return new QuantisedModel(quantised.artifact().withReport(report), quantised.integers());
    }

    /**
     * What the exported network gives, how to read it, and how fast it is.
     *
     * @param sets validation, then the test set if that is measured; the last of them with what its worst mistakes rest on
     */
    private record Measures(Calibration calibration, List<ScoredImages> sets, Throughput serving) {
        ScoredImages validation() {
            return sets.get(0);
        }

        ModelManifest.@Nullable Measured test() {
            return sets.size() == 1 ? null : sets.get(1).evaluation().measured();
        }
    }

    private Measures measures(TrainingResult result) {
        byte[] network = OnnxExport.export(result.network(), 1);
        try (OnnxScorer scorer = new OnnxScorer(network, plan.scaling(), plan.threads())) {
            Answers answers = answers(scorer, split.validation());
            Calibration calibration = Calibration.fit(answers.predictions());
            ScoredImages validation = scored("Validation", split.validation(), answers, calibration);
            if (data.test().size() == 0) {
                return new Measures(
                        calibration, List.of(validation.explained(scorer::uncalibrated)), answers.serving());
            }
            answers = answers(scorer, data.test());
            ScoredImages test = scored("Test set", data.test(), answers, calibration);
            return new Measures(
                    calibration, List.of(validation, test.explained(scorer::uncalibrated)), answers.serving());
        }
    }

    /** What the network said of some images, and how fast. */
    private record Answers(Predictions predictions, Throughput serving) {}

    private Answers answers(OnnxScorer scorer, LabelledImages images) {
        long before = System.nanoTime();
        Predictions predictions = new Predictions(scorer.logits(images), images.labels(), images.classes());
        double seconds = (System.nanoTime() - before) / 1e9;
        String what = "Serving (ONNX Runtime, %d threads, batch 128)".formatted(plan.threads());
        return new Answers(predictions, new Throughput(what, images.size() / seconds));
    }

    private static ScoredImages scored(String name, LabelledImages images, Answers answers, Calibration calibration) {
        return ScoredImages.of(name, images, answers.predictions(), calibration.temperature());
    }

    private ModelArtifact floats(TrainingResult result, Measures measures, String command) {
        Calibration calibration = measures.calibration();
        double temperature = calibration.temperature();
        ExportedModel exported = ExportedModel.of(result.network(), temperature, split.validation(), plan.scaling());
        ModelManifest manifest = new ModelManifest(
                FORMAT_VERSION,
                new ModelManifest.Signature(
                        design.name(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        data.classes(),
                        new ModelManifest.Input(
                                ImageTensor.SIDE_PIXELS,
                                ImageTensor.SIDE_PIXELS,
                                plan.scaling().recorded())),
                new ModelManifest.Decision(temperature, calibration.uncertainBelow(), calibration.outOfDistribution()),
                provenance(result, command),
                new ModelManifest.Quality(
                        measures.validation().evaluation().measured(), measures.test(), exported.parity()),
                null);
        InputReference inputs =
                InputReferences.of(split.training(), measures.validation().predictions());
        return exported.pack(manifest.withInputs(inputs), "");
    }

    private Provenance provenance(TrainingResult result, String command) {
        return new Provenance(
                data.sha256(),
                plan.seed(),
                split.training().size(),
                split.validation().size(),
                result.history().epochs().size(),
                hyperParameters,
                TrainingEnvironment.libraries(),
                TrainingEnvironment.machine(),
                command,
                streamedData.orElse(null));
    }

    private String report(TrainingResult result, ModelManifest manifest, Measures measures, String integers) {
        return TrainingReport.render(new TrainingRun(
                manifest,
                plan,
                result.history(),
                design.layerTable(data.classes().size()),
                split.training(),
                measures.sets(),
                measures.serving(),
                integers));
    }
}
