package io.fashionstream.trainer;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import io.fashionstream.event.Provenance;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.evaluation.ComparedModel;
import io.fashionstream.trainer.evaluation.Comparison;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.evaluation.SpeedRatio;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.export.TrainedNetworkFile;
import io.fashionstream.trainer.network.NativeBackend;
import io.fashionstream.trainer.report.ComparisonRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Asks two models about the same images, and compares what they say and how fast. */
public final class ModelComparison {
    /** Images of one round of the measurement of speed, if there are as many. */
    private static final int IMAGES_OF_A_ROUND = 2000;

    private final Side a;
    private final Side b;
    private final int threads;
    private final IntConsumer scored;

    /** A model, and which of its networks answers. */
    public record Side(ModelArtifact model, Precision precision) {
        public Side {
            require(model.holds(precision), "model %s has no network of %s", model.modelId(), precision.wireName());
        }
    }

    /** Which images of a data set two models are compared on. */
    public enum Part {
        /** The test set. */
        TEST("the test set"),
        /** Those that both models were validated with, and that neither learnt from. */
        VALIDATION("the validation images of both");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        /** As the option is written. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Compares {@code b} with {@code a}.
     *
     * @param threads that run each network
     * @param scored is given the number of images of each batch that was run
     */
    public ModelComparison(Side a, Side b, int threads, IntConsumer scored) {
        this.a = a;
        this.b = b;
        this.threads = threads;
        this.scored = scored;
        requireEqual(
                "models", a.model().manifest().classes(), b.model().manifest().classes());
    }

    /**
     * Runs both.
     *
     * @param rounds of the measurement of speed: an odd number, or 0 for none
     * @throws IllegalArgumentException if the models' classes are not those of the data, or they have no validation images
     *     in common
     */
    public ComparisonRun run(DataSet data, Part part, int rounds) {
        requireEqual("models and data set", a.model().manifest().classes(), data.classes());
        LabelledImages images = part == Part.TEST ? data.test() : validation(data);
        return new ComparisonRun(
                compared(a),
                compared(b),
                part.words,
                Comparison.of(scored("Model A", a, images), scored("Model B", b, images)),
                rounds == 0 ? List.of() : speeds(images, rounds),
                "%d threads, batches of %d images".formatted(threads, OnnxScorer.BATCH));
    }

    /** Images that {@link #run} will run networks on in all. */
    public long imagesToScore(DataSet data, Part part, int rounds) {
        int images = part == Part.TEST
                ? data.test().size()
                : a.model().manifest().provenance().validationImages();
        long networks = common().size();
        return 2L * images + 2 * networks * (rounds == 0 ? 0 : rounds + 1) * Math.min(images, IMAGES_OF_A_ROUND);
    }

    /** The order of the classes does not matter: it is only the model's. */
    private static void requireEqual(String what, Classes one, Classes other) {
        List<Category> onlyOne = without(one, other);
        List<Category> onlyOther = without(other, one);
        require(
                onlyOne.isEmpty() && onlyOther.isEmpty(),
                "%s of the same classes can be compared, got others: only the first has %s, only the second %s",
                what,
                onlyOne,
                onlyOther);
    }

    private static List<Category> without(Classes classes, Classes others) {
        return classes.categories().stream()
                .filter(category -> !others.contains(category))
                .toList();
    }

    private LabelledImages validation(DataSet data) {
        ModelManifest first = a.model().manifest();
        ModelManifest second = b.model().manifest();
        require(
                ModelEvaluation.isTrainedOn(first, data) && ModelEvaluation.isTrainedOn(second, data),
                "models can be compared on their validation images if both were trained on the files of %s",
                data.source());
        require(
                data.validation().isPresent()
                        || (first.provenance().seed() == second.provenance().seed()
                                && first.provenance().validationImages()
                                        == second.provenance().validationImages()),
                "models can be compared on their validation images if these are the same, got %s and %s: compare them on the"
                        + " test set",
                heldOut(first.provenance()),
                heldOut(second.provenance()));
        return Split.of(
                        data,
                        first.provenance().validationImages(),
                        first.provenance().seed())
                .validation();
    }

    private static String heldOut(Provenance provenance) {
        return "%d of seed %d".formatted(provenance.validationImages(), provenance.seed());
    }

    private ScoredImages scored(String name, Side side, LabelledImages images) {
        try (OnnxScorer scorer = scorer(side.model(), side.precision())) {
            float[][] logits =
                    inOrderOf(images.classes(), side.model().manifest().classes(), scorer.logits(images));
            double temperature =
                    side.model().manifest().decision(side.precision()).temperature();
            return ScoredImages.of(
                    name, images, new Predictions(logits, images.labels(), images.classes()), temperature);
        }
    }

    private static float[][] inOrderOf(Classes wanted, Classes models, float[][] logits) {
        if (wanted.categories().equals(models.categories())) {
            return logits;
        }
        int[] places = wanted.categories().stream().mapToInt(models::indexOf).toArray();
        float[][] ordered = new float[logits.length][places.length];
        for (int i = 0; i < logits.length; i++) {
            for (int k = 0; k < places.length; k++) {
                ordered[i][k] = logits[i][places[k]];
            }
        }
        return ordered;
    }

    private OnnxScorer scorer(ModelArtifact model, Precision precision) {
        PixelScaling scaling = new PixelScaling(model.manifest().input().scaling());
        return new OnnxScorer(model.network(precision), scaling, threads, scored);
    }

    private List<Precision> common() {
        return Arrays.stream(Precision.values())
                .filter(precision -> a.model().holds(precision) && b.model().holds(precision))
                .toList();
    }

    private List<SpeedRatio> speeds(LabelledImages images, int rounds) {
        LabelledImages chosen = images.select(
                IntStream.range(0, Math.min(images.size(), IMAGES_OF_A_ROUND)).toArray());
        List<SpeedRatio> speeds = new ArrayList<>();
        for (Precision precision : common()) {
            try (OnnxScorer first = scorer(a.model(), precision);
                    OnnxScorer second = scorer(b.model(), precision)) {
                speeds.add(inTurn(precision, first, second, chosen, rounds));
            }
        }
        return speeds;
    }

    /** One round of each warms it; then each begins every other round, so that neither always runs on the hotter machine. */
    private static SpeedRatio inTurn(
            Precision precision, OnnxScorer first, OnnxScorer second, LabelledImages images, int rounds) {
        imagesPerSecond(first, images);
        imagesPerSecond(second, images);
        double[] a = new double[rounds];
        double[] b = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                a[round] = imagesPerSecond(first, images);
                b[round] = imagesPerSecond(second, images);
            } else {
                b[round] = imagesPerSecond(second, images);
                a[round] = imagesPerSecond(first, images);
            }
        }
        return SpeedRatio.of(precision, a, b);
    }

    private static double imagesPerSecond(OnnxScorer scorer, LabelledImages images) {
        long start = System.nanoTime();
        scorer.logits(images);
        return images.size() / ((System.nanoTime() - start) / 1e9);
    }

    private static ComparedModel compared(Side side) {
        ModelArtifact model = side.model();
        Map<Precision, Long> bytes = new EnumMap<>(Precision.class);
        for (Precision precision : Precision.values()) {
            if (model.holds(precision)) {
                bytes.put(precision, (long) model.network(precision).length);
            }
        }
        NativeBackend.activate();
        return new ComparedModel(
                model.modelId(),
                model.manifest().network(),
                side.precision(),
                model.zip().length,
                bytes,
                TrainedNetworkFile.read(model.trainedNetwork()).numParams());
    }
}
