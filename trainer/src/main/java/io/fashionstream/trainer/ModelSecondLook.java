package io.fashionstream.trainer;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelManifest.Decision;
import io.fashionstream.event.ModelManifest.Measured;
import io.fashionstream.event.Provenance;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.evaluation.Calibration;
import io.fashionstream.trainer.evaluation.Evaluation;
import io.fashionstream.trainer.evaluation.InputReferences;
import io.fashionstream.trainer.evaluation.LikelihoodGain;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.export.ExportedModel;
import io.fashionstream.trainer.export.OnnxExport;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.export.SecondLook;
import io.fashionstream.trainer.export.TrainedNetworkFile;
import io.fashionstream.trainer.network.NativeBackend;
import io.fashionstream.trainer.report.LaterSection;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;

/**
 * Gives a trained model a second look at the images that it doubts, if it answers clearly better with it: its calibrated
 * negative log-likelihood on validation is lower by more than two standard errors, and as many labels are right. Temperature
 * and limits are fitted anew; only a model that is taken sees the test set.
 */
public final class ModelSecondLook {
    private final ModelArtifact model;
    private final DataSet data;
    private final Split split;
    private final SecondLook look;
    private final int threads;
    private final PixelScaling scaling;
    private final Model network;

    private ModelSecondLook(ModelArtifact model, DataSet data, SecondLook look, int threads) {
        Provenance provenance = model.manifest().provenance();
        this.model = model;
        this.data = data;
        this.look = look;
        this.threads = threads;
        this.scaling = new PixelScaling(model.manifest().input().scaling());
        this.network = TrainedNetworkFile.read(model.trainedNetwork());
        this.split = Split.of(data, provenance.validationImages(), provenance.seed());
    }

    /**
     * What became of it.
     *
     * @param artifact the model with its second look; empty if it is not clearly better
     * @param gain on validation, in floats
     * @param accuracyBefore of the network of floats on validation, in [0, 1]
     * @param accuracyAfter the same with the second look
     * @param shareDoubted of the validation images, in [0, 1]: by so much an image's network costs more
     */
    public record Outcome(
            Optional<ModelArtifact> artifact,
            LikelihoodGain gain,
            double accuracyBefore,
            double accuracyAfter,
            double shareDoubted) {}

    /**
     * Measures what {@code look} brings {@code model}. Where that has a network of 8-bit integers, it is made anew.
     *
     * @param data that the model was trained on
     * @param threads that run its networks
     * @throws IllegalArgumentException if it was trained on other data, or did not learn mirror images, or looks twice already
     */
    public static Outcome of(ModelArtifact model, DataSet data, SecondLook look, int threads) {
        Provenance provenance = model.manifest().provenance();
        require(
                SecondLook.of(provenance).equals(SecondLook.NONE),
                "model %s has a second look already: give one to the model that it was made of",
                model.modelId());
        require(
                ModelEvaluation.isTrainedOn(model.manifest(), data),
                "model %s can be given a second look with the data that it was trained on, found other files in %s",
                model.modelId(),
                data.source());
        String flip = provenance.hyperParameters().getOrDefault("flip", "nothing");
        require(
                "true".equals(flip),
                "a second look is at the mirror image: expected flip=true in the manifest of model %s, found %s",
                model.modelId(),
                flip);
        NativeBackend.activate();
        return new ModelSecondLook(model, data.numberedAs(model.manifest().classes()), look, threads).taken();
    }

    private Outcome taken() {
        Predictions once = predictions(OnnxExport.export(network, 1), split.validation());
        Predictions twice = predictions(OnnxExport.export(network, 1, look), split.validation());
        Calibration before = Calibration.fit(once);
        Calibration after = Calibration.fit(twice);
        LikelihoodGain gain = LikelihoodGain.of(once, before.temperature(), twice, after.temperature());
        double right = Evaluation.of(once, 1).accuracy();
        double rightThen = Evaluation.of(twice, 1).accuracy();
        boolean better = gain.isClear() && rightThen >= right;
        return new Outcome(
                better ? Optional.of(packed(twice, after)) : Optional.empty(), gain, right, rightThen, doubted(once));
    }

    private double doubted(Predictions once) {
        int doubted = 0;
        for (int i = 0; i < once.size(); i++) {
            doubted += look.isDoubtful((float) once.confidence(i, 1)) ? 1 : 0;
        }
        return (double) doubted / once.size();
    }

    private ModelArtifact packed(Predictions validation, Calibration fitted) {
        ExportedModel exported = ExportedModel.of(network, fitted.temperature(), split.validation(), scaling, look);
        ModelManifest old = model.manifest();
        ModelManifest manifest = new ModelManifest(
                old.formatVersion(),
                old.signature(),
                new Decision(fitted.temperature(), fitted.uncertainBelow(), fitted.outOfDistribution()),
                provenance(old.provenance()),
                new ModelManifest.Quality(
                        measured(validation, fitted),
                        data.test().size() == 0 ? null : measured(predictions(exported.network(), data.test()), fitted),
                        exported.parity()),
                old.forcedReason());
        ModelArtifact floats =
                exported.pack(manifest.withInputs(InputReferences.of(split.training(), validation)), model.report());
        ModelArtifact whole = old.int8() == null
                ? floats
                : ModelQuantisation.of(floats, data, threads).artifact();
        return whole.withReport(
                LaterSection.ofSecondLook(look, old, whole.manifest()).addedTo(model.report()));
    }

    private Provenance provenance(Provenance old) {
        return new Provenance(
                old.dataSha256(),
                old.seed(),
                old.trainingImages(),
                old.validationImages(),
                old.epochs(),
                look.addedTo(old.hyperParameters()),
                old.libraries(),
                old.machine(),
                old.command() + "; fashion-stream second-look --below " + look.below(),
                old.streamedData());
    }

    private Predictions predictions(byte[] exported, LabelledImages images) {
        try (OnnxScorer scorer = new OnnxScorer(exported, scaling, threads)) {
            return new Predictions(scorer.logits(images), images.labels(), images.classes());
        }
    }

    private static Measured measured(Predictions predictions, Calibration fitted) {
        return Evaluation.of(predictions, fitted.temperature()).measured();
    }
}
