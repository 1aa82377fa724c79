package io.fashionstream.trainer.evaluation;

import static io.fashionstream.check.Check.require;

import io.fashionstream.image.ImageTensor;
import io.fashionstream.saliency.HeatMap;
import io.fashionstream.saliency.Occlusion;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A set of images with a model's outputs for them, in the same order, and what was measured on them.
 *
 * @param name for people, such as {@code Validation} or {@code Test set}
 * @param temperature the model's, fitted on validation
 * @param heat what the labels of some images rest on, by the images' places; empty if nobody asked
 */
public record ScoredImages(
        String name,
        LabelledImages images,
        Predictions predictions,
        double temperature,
        Evaluation evaluation,
        Map<Integer, HeatMap> heat) {
    /** Wrong labels that are explained, and shown, at most. */
    private static final int WRONG = 20;

    public ScoredImages {
        heat = Map.copyOf(heat);
        require(
                images.size() == predictions.size(),
                "%d predictions do not fit %d images",
                predictions.size(),
                images.size());
    }

    /** Measures {@code predictions}. */
    public static ScoredImages of(String name, LabelledImages images, Predictions predictions, double temperature) {
        return new ScoredImages(
                name, images, predictions, temperature, Evaluation.of(predictions, temperature), Map.of());
    }

    /**
     * The same, with what those wrong labels rest on that the model was most confident of.
     *
     * @param network gives the probabilities of images before calibration
     */
    public ScoredImages explained(Function<List<ImageTensor>, List<float[]>> network) {
        Map<Integer, HeatMap> maps = new HashMap<>();
        for (int i : mostConfidentWrong()) {
            maps.put(i, Occlusion.DEFAULT.of(images.image(i), predictions.predicted(i), network));
        }
        return new ScoredImages(name, images, predictions, temperature, evaluation, maps);
    }

    /** Places of the wrong labels that the model was most confident of, that first; 20 at most. */
    public List<Integer> mostConfidentWrong() {
        return IntStream.range(0, images.size())
                .filter(i -> !predictions.isRight(i))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> predictions.confidence(i, temperature))
                        .reversed())
                .limit(WRONG)
                .toList();
    }
}
