package io.fashionstream.stream.classify;

import io.fashionstream.artifact.ModelManifest;
import io.fashionstream.event.Category;
import java.util.EnumMap;
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
     */
    record Answer(
            Category category,
            double confidence,
            Map<Category, Double> probabilities,
            boolean uncertain,
            boolean outOfDistribution)
            implements Prediction {
        public Answer {
            probabilities = Map.copyOf(probabilities);
        }
    }

    /**
     * The network gave no finite answer, for this image alone.
     *
     * @param detail what was expected and what was found
     */
    record NoAnswer(String detail) implements Prediction {}

    /** The answer that {@code logits} and {@code probabilities}, ten each in label order, stand for under the manifest. */
    static Prediction of(float[] logits, float[] probabilities, ModelManifest manifest) {
        for (Category category : Category.ALL) {
            float logit = logits[category.label()];
            float probability = probabilities[category.label()];
            if (!Float.isFinite(logit) || !(probability >= 0 && probability <= 1.0001f)) {
                return new NoAnswer("expected finite logits and probabilities in [0, 1], got " + logit + " and "
                        + probability + " for " + category);
            }
        }
        Category best = mostProbable(probabilities);
        double confidence = Math.min(1, probabilities[best.label()]);
        return new Answer(
                best,
                confidence,
                byCategory(probabilities),
                confidence < manifest.decision().uncertainBelow().confidence(),
                -Softmax.logSumExp(logits)
                        > manifest.decision().outOfDistribution().energyAbove());
    }

    private static Category mostProbable(float[] probabilities) {
        int best = 0;
        for (int label = 1; label < probabilities.length; label++) {
            best = probabilities[label] > probabilities[best] ? label : best;
        }
        return Category.ofLabel(best);
    }

    private static Map<Category, Double> byCategory(float[] probabilities) {
        Map<Category, Double> named = new EnumMap<>(Category.class);
        for (Category category : Category.ALL) {
            named.put(category, Math.min(1.0, probabilities[category.label()]));
        }
        return named;
    }
}
