package io.fashionstream.trainer;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.artifact.ModelManifest;
import io.fashionstream.artifact.ModelManifest.Provenance;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.evaluation.Throughput;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.export.Parity;
import io.fashionstream.trainer.export.TrainedNetworkFile;
import io.fashionstream.trainer.network.NativeBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Measures a model's exported network, the one that serves, on the images that it was validated with and on the official
 * test set.
 *
 * @param sets validation, if the data set is the one that the model was trained on, then the test set
 * @param throughput of the exported network on the test set
 * @param parity largest difference of a probability between the trained and the exported network, over the first set
 */
public record ModelEvaluation(List<ScoredImages> sets, List<Throughput> throughput, double parity) {
    public ModelEvaluation {
        sets = List.copyOf(sets);
        throughput = List.copyOf(throughput);
    }

    /**
     * Runs the network over both sets with {@code threads} threads, and the trained network over the first.
     *
     * @param scored is given the number of images of each batch that was run; {@link #imagesToScore} in all
     * @throws io.fashionstream.trainer.export.ParityFailed if the two networks do not give the same answers
     */
    public static ModelEvaluation of(ModelArtifact model, DataSet data, int threads, IntConsumer scored) {
        ModelManifest manifest = model.manifest();
        List<ScoredImages> sets = new ArrayList<>();
        try (OnnxScorer scorer = new OnnxScorer(
                model.network(), new PixelScaling(manifest.input().scaling()), threads, scored)) {
            if (isTrainedOn(manifest, data)) {
                LabelledImages validation = validation(manifest, data);
                sets.add(scored(manifest, "Validation", validation, scorer.logits(validation)));
            }
            float[][] logits = scorer.logits(data.test());
            sets.add(scored(manifest, "Official test set", data.test(), logits));
            Throughput throughput = throughput(scorer, data.test(), threads);
            return new ModelEvaluation(
                    sets, List.of(throughput), parity(model, sets.get(0).images(), scored));
        }
    }

    /** Images that both networks will be run on in all: the test set twice, for its throughput. */
    public static long imagesToScore(ModelManifest manifest, DataSet data) {
        int validation = isTrainedOn(manifest, data) ? manifest.provenance().validationImages() : 0;
        int compared = validation == 0 ? data.test().size() : validation;
        return validation + 2L * data.test().size() + compared;
    }

    private static double parity(ModelArtifact model, LabelledImages images, IntConsumer scored) {
        NativeBackend.activate();
        return Parity.check(
                TrainedNetworkFile.read(model.trainedNetwork()),
                model.network(),
                images,
                new PixelScaling(model.manifest().input().scaling()),
                scored);
    }

    /** The network is warm: it has labelled at least the test set. */
    private static Throughput throughput(OnnxScorer scorer, LabelledImages images, int threads) {
        long start = System.nanoTime();
        scorer.logits(images);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Throughput(
                "ONNX Runtime, %d threads, batches of %d".formatted(threads, OnnxScorer.BATCH),
                images.size() / seconds);
    }

    /** Whether the model learnt from exactly these files: only then its held-out images can be told. */
    public static boolean isTrainedOn(ModelManifest manifest, DataSet data) {
        return manifest.provenance().dataSha256().equals(data.sha256());
    }

    private static LabelledImages validation(ModelManifest manifest, DataSet data) {
        Provenance provenance = manifest.provenance();
        return Split.stratified(data.training(), provenance.validationImages(), provenance.seed())
                .validation();
    }

    private static ScoredImages scored(ModelManifest manifest, String name, LabelledImages images, float[][] logits) {
        return ScoredImages.of(name, images, new Predictions(logits, images.labels()), manifest.temperature());
    }
}
