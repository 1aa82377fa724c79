package io.fashionstream.trainer;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelManifest.Decision;
import io.fashionstream.event.ModelManifest.Measured;
import io.fashionstream.event.QuantisedNetwork;
import io.fashionstream.event.QuantisedNetwork.CalibrationImages;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.evaluation.Calibration;
import io.fashionstream.trainer.evaluation.Evaluation;
import io.fashionstream.trainer.evaluation.InputReferences;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.export.Quantisation;
import io.fashionstream.trainer.export.SecondLook;
import io.fashionstream.trainer.export.TrainedNetworkFile;
import io.fashionstream.trainer.network.NativeBackend;
import java.util.List;
import java.util.Random;

/**
 * Gives a trained model its network in 8-bit integers, if that is about as often right. Temperature and limits are fitted
 * anew, on validation; only a network that is taken sees the test set.
 */
public final class ModelQuantisation {
    /** Share of the validation images by which the network may be right less often. */
    public static final double MOST_LOST = 0.001;

    /** Training images on which it is calibrated. */
    public static final int CALIBRATION_IMAGES = 1000;

    private final ModelArtifact model;
    private final DataSet data;
    private final Split split;
    private final int threads;
    private final PixelScaling scaling;
    private final SecondLook look;
    private final long seed;

    private ModelQuantisation(ModelArtifact model, DataSet data, int threads) {
        ModelManifest manifest = model.manifest();
        this.model = model;
        this.data = data;
        this.threads = threads;
        this.scaling = new PixelScaling(manifest.input().scaling());
        this.look = SecondLook.of(manifest.provenance());
        this.seed = manifest.provenance().seed();
        this.split = Split.of(data, manifest.provenance().validationImages(), seed);
    }

    /**
     * Quantises {@code model}; a network of integers that it has already is made anew.
     *
     * @param data that the model was trained on
     * @param threads that run its networks
     * @throws IllegalArgumentException if it was trained on other data, or on other classes of them
     */
    public static QuantisedModel of(ModelArtifact model, DataSet data, int threads) {
        require(
                ModelEvaluation.isTrainedOn(model.manifest(), data),
                "model %s can be quantised with the data that it was trained on, found other files in %s",
                model.modelId(),
                data.source());
        NativeBackend.activate();
        return new ModelQuantisation(model, data.numberedAs(model.manifest().classes()), threads).quantise();
    }

    private QuantisedModel quantise() {
        CalibrationImages calibration = new CalibrationImages(
                Math.min(CALIBRATION_IMAGES, split.training().size()), seed, Quantisation.METHOD);
        Quantisation quantisation =
                Quantisation.of(TrainedNetworkFile.read(model.trainedNetwork()), chosen(calibration.images()), scaling);
        Predictions floats = predictions(model.network(), split.validation());
        Predictions integers = predictions(quantisation.export(1, look), split.validation());
        Calibration fitted = Calibration.fit(integers);
        Measured validation = measured(integers, fitted);
        double before = Evaluation.of(floats, 1).accuracy();
        if (before - validation.accuracy() > MOST_LOST + 1e-9) {
            return new QuantisedModel(withoutInt8(), validation);
        }
        byte[] network = quantisation.export(fitted.temperature(), look);
        QuantisedNetwork known = new QuantisedNetwork(
                Quantisation.SCHEME,
                calibration,
                new Decision(fitted.temperature(), fitted.uncertainBelow(), fitted.outOfDistribution()),
                validation,
                data.test().size() == 0 ? null : measured(predictions(network, data.test()), fitted),
                largestDifference(floats, integers));
        return new QuantisedModel(measured(floats).withInt8(known, network, answers(network)), validation);
    }

    /** The model with what drift of inputs is measured against, which those of before do not say. */
    private ModelArtifact measured(Predictions validation) {
        ModelManifest manifest = model.manifest();
        return manifest.inputs() != null
                ? model
                : model.withManifest(manifest.withInputs(InputReferences.of(split.training(), validation)));
    }

    private ModelArtifact withoutInt8() {
        return model.manifest().int8() == null ? model : model.withoutInt8();
    }

    private LabelledImages chosen(int images) {
        LabelledImages training = split.training();
        return training.select(new Random(seed)
                .ints(0, training.size())
                .distinct()
                .limit(images)
                .toArray());
    }

    private Predictions predictions(byte[] network, LabelledImages images) {
        try (OnnxScorer scorer = new OnnxScorer(network, scaling, threads)) {
            return new Predictions(scorer.logits(images), images.labels(), images.classes());
        }
    }

    private static Measured measured(Predictions predictions, Calibration fitted) {
        return Evaluation.of(predictions, fitted.temperature()).measured();
    }

    private static double largestDifference(Predictions floats, Predictions integers) {
        double largest = 0;
        for (int i = 0; i < floats.size(); i++) {
            double[] expected = floats.probabilities(i, 1);
            double[] found = integers.probabilities(i, 1);
            for (int k = 0; k < expected.length; k++) {
                largest = Math.max(largest, Math.abs(expected[k] - found[k]));
            }
        }
        return largest;
    }

    /** Image by image, as serving asks them. */
    private List<float[]> answers(byte[] network) {
        try (OnnxScorer scorer = new OnnxScorer(network, scaling, 1)) {
            return model.canaries().stream()
                    .map(canary -> answer(scorer, canary))
                    .toList();
        }
    }

    private float[] answer(OnnxScorer scorer, Canary canary) {
        LabelledImages image = new LabelledImages(
                canary.pixels(), new byte[1], model.manifest().classes());
        double[] exact = new Predictions(scorer.logits(image), image.labels(), image.classes()).probabilities(0, 1);
        float[] answer = new float[exact.length];
        for (int k = 0; k < exact.length; k++) {
            answer[k] = (float) exact[k];
        }
        return answer;
    }
}
