package io.fashionstream.trainer.export;

import io.fashionstream.accuracy.Softmax;
import io.fashionstream.event.Classes;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;

/** Whether an exported network gives the answers of the trained one. */
public final class Parity {
    /** Largest difference of one uncalibrated probability that is let pass. */
    public static final double TOLERANCE = 1e-4;

    private static final int BATCH = 128;

    private Parity() {}

    /**
     * Runs every image through both networks.
     *
     * @return the largest difference of a probability at temperature 1, at most {@link #TOLERANCE}
     * @throws ParityFailed if one differs by more
     */
    public static double check(Model trained, byte[] exported, LabelledImages images, PixelScaling scaling) {
        return check(trained, exported, images, scaling, SecondLook.NONE, compared -> {});
    }

    /**
     * As the other.
     *
     * @param look that {@code exported} takes; an image beside its limit may be looked at once or twice
     * @param compared hears of every batch how many images it had
     */
    public static double check(
            Model trained,
            byte[] exported,
            LabelledImages images,
            PixelScaling scaling,
            SecondLook look,
            IntConsumer compared) {
        double largest = 0;
        try (OnnxScorer scorer = new OnnxScorer(exported, scaling, 1, compared)) {
            for (int from = 0; from < images.size(); from += BATCH) {
                LabelledImages batch = slice(images, from);
                TrainedAnswers answers = new TrainedAnswers(trained, batch, scaling, look);
                float[][] logits = scorer.logits(batch);
                for (int i = 0; i < batch.size(); i++) {
                    float[] found = Softmax.of(logits[i]);
                    float[] expected = nearest(answers.allOf(i, TOLERANCE), found);
                    largest = Math.max(largest, difference(expected, found, from + i, images.classes()));
                }
            }
        }
        return largest;
    }

    private static float[] nearest(List<float[]> answers, float[] found) {
        return Collections.min(answers, Comparator.comparingDouble(expected -> furthest(expected, found)));
    }

    private static double furthest(float[] expected, float[] found) {
        return IntStream.range(0, expected.length)
                .mapToDouble(label -> Math.abs(expected[label] - found[label]))
                .max()
                .orElseThrow();
    }

    private static double difference(float[] expected, float[] found, int image, Classes classes) {
        for (int label = 0; label < expected.length; label++) {
            if (!(Math.abs(expected[label] - found[label]) <= TOLERANCE)) {
                throw new ParityFailed(image, classes.category(label), expected[label], found[label]);
            }
        }
        return furthest(expected, found);
    }

    private static LabelledImages slice(LabelledImages images, int from) {
        int to = Math.min(from + BATCH, images.size());
        return images.select(IntStream.range(from, to).toArray());
    }
}
