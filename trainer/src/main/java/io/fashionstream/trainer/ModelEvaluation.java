package io.fashionstream.trainer;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import io.fashionstream.event.Provenance;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.evaluation.Throughput;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.export.Parity;
import io.fashionstream.trainer.export.SecondLook;
import io.fashionstream.trainer.export.TrainedNetworkFile;
import io.fashionstream.trainer.network.NativeBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Measures a model's exported networks, those that serve, on the images that it was validated with and on the official
 * test set.
 *
 * @param sets validation, if the data set is the one that the model was trained on, then the test set; after those of the
 *     network of floats those of the network of integers, if there is one
 * @param throughput of each exported network on the test set
 * @param parity largest difference of a probability between the trained and the exported network, over the first set
 */
public record ModelEvaluation(List<ScoredImages> sets, List<Throughput> throughput, double parity) {
    public ModelEvaluation {
        sets = List.copyOf(sets);
        throughput = List.copyOf(throughput);
    }

    /**
     * Runs each network over both sets with {@code threads} threads, and the trained network over the first.
     *
     * @param scored is given the number of images of each batch that was run; {@link #imagesToScore} in all
     * @throws IllegalArgumentException if the images are of other classes than the model's; their order does not matter
     * @throws io.fashionstream.trainer.export.ParityFailed if the two networks do not give the same answers
     */
    public static ModelEvaluation of(ModelArtifact model, DataSet images, int threads, IntConsumer scored) {
        DataSet data = images.numberedAs(model.manifest().classes());
        List<ScoredImages> sets = new ArrayList<>();
        List<Throughput> throughput = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            if (model.holds(precision)) {
                throughput.add(measure(model, precision, data, threads, scored, sets));
            }
        }
        return new ModelEvaluation(sets, throughput, parity(model, sets.get(0).images(), scored));
    }

    /** Adds what one network of the model gives, and says how fast it is. */
    private static Throughput measure(
            ModelArtifact model,
            Precision precision,
            DataSet data,
            int threads,
            IntConsumer scored,
            List<ScoredImages> sets) {
        ModelManifest manifest = model.manifest();
        double temperature = manifest.decision(precision).temperature();
        String suffix = precision == Precision.FP32 ? "" : " in " + precision.wireName();
        PixelScaling scaling = new PixelScaling(manifest.input().scaling());
        try (OnnxScorer scorer = new OnnxScorer(model.network(precision), scaling, threads, scored)) {
            if (isTrainedOn(manifest, data)) {
                sets.add(scored(scorer, "Validation" + suffix, validation(manifest, data), temperature));
            }
            sets.add(scored(scorer, "Test set" + suffix, data.test(), temperature)
                    .explained(scorer::uncalibrated));
        }
        try (OnnxScorer served = OnnxScorer.asFastAsServing(model.network(precision), scaling, threads, scored)) {
            return throughput(served, data.test(), "ONNX Runtime%s, %d threads".formatted(suffix, threads));
        }
    }

    /** Images that all networks will be run on in all: the test set twice, for its throughput. */
    public static long imagesToScore(ModelManifest manifest, DataSet data) {
        int validation = isTrainedOn(manifest, data) ? manifest.provenance().validationImages() : 0;
        int compared = validation == 0 ? data.test().size() : validation;
        int networks = manifest.int8() == null ? 1 : 2;
        return networks * (validation + 2L * data.test().size()) + compared;
    }

    private static double parity(ModelArtifact model, LabelledImages images, IntConsumer scored) {
        NativeBackend.activate();
        return Parity.check(
                TrainedNetworkFile.read(model.trainedNetwork()),
                model.network(),
                images,
                new PixelScaling(model.manifest().input().scaling()),
                SecondLook.of(model.manifest().provenance()),
                scored);
    }

    private static Throughput throughput(OnnxScorer scorer, LabelledImages images, String what) {
        long start = System.nanoTime();
        scorer.logits(images);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Throughput(what + ", batches of " + OnnxScorer.BATCH, images.size() / seconds);
    }

    /** Whether the model learnt from exactly these files: only then its held-out images can be told. */
    public static boolean isTrainedOn(ModelManifest manifest, DataSet data) {
        return manifest.provenance().dataSha256().equals(data.sha256());
    }

    private static LabelledImages validation(ModelManifest manifest, DataSet data) {
        Provenance provenance = manifest.provenance();
        return Split.of(data, provenance.validationImages(), provenance.seed()).validation();
    }

    private static ScoredImages scored(OnnxScorer scorer, String name, LabelledImages images, double temperature) {
        Predictions predictions = new Predictions(scorer.logits(images), images.labels(), images.classes());
        return ScoredImages.of(name, images, predictions, temperature);
    }
}
