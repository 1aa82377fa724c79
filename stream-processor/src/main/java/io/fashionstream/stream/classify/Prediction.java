package io.fashionstream.stream.classify;

import io.fashionstream.accuracy.Softmax;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassShares;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest;
import java.util.Map;

/** What a network says of one image. */
public sealed interface Prediction {
    /**
     * A usable answer.
     *
     * @param category the most probable category
     * @param confidence its calibrated probability, in [0, 1]
     * @param probabilities calibrated probability of each category
     * @param uncertain whether the confidence lies under the manifest's threshold
     * @param outOfDistribution whether the free energy lies above the manifest's limit
     * @param energy free energy of the logits
     */
    record Answer(
            Category category,
            double confidence,
            Map<Category, Double> probabilities,
            boolean uncertain,
            boolean outOfDistribution,
            double energy)
            implements Prediction {
        public Answer {
            probabilities = ClassShares.copyOf(probabilities);
        }
    }

    /**
     * The network gave no finite answer, for this image alone.
     *
     * @param detail what was expected and what was found
     */
    record NoAnswer(String detail) implements Prediction {}

    /** The answer that {@code logits} and {@code probabilities}, one for each class in order, stand for under the manifest. */
    static Prediction of(float[] logits, float[] probabilities, ModelManifest manifest) {
        Classes classes = manifest.classes();
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i]) || !(probabilities[i] >= 0 && probabilities[i] <= 1.0001f)) {
                return new NoAnswer("expected finite logits and probabilities in [0, 1], got " + logits[i] + " and "
                        + probabilities[i] + " for " + classes.category(i));
            }
        }
        int best = mostProbable(probabilities);
        double confidence = Math.min(1, probabilities[best]);
        double energy = -Softmax.logSumExp(logits);
        return new Answer(
                classes.category(best),
                confidence,
                shares(classes, probabilities),
                confidence < manifest.decision().uncertainBelow().confidence(),
                energy > manifest.decision().outOfDistribution().energyAbove(),
                energy);
    }

    private static int mostProbable(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }

    private static ClassShares shares(Classes classes, float[] probabilities) {
        double[] shares = new double[probabilities.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.min(1.0, probabilities[i]);
        }
        return ClassShares.of(classes.categories(), shares);
    }
}
