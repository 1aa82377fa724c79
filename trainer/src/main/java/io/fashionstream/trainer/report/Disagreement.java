package io.fashionstream.trainer.report;

import io.fashionstream.event.ProductClass;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.evaluation.ScoredImages;

/**
 * An image that two models label differently.
 *
 * @param number its place in the set, from 0
 */
record Disagreement(int number, ImageTensor image, ProductClass truth, Said a, Said b) {
    /**
     * What one model says.
     *
     * @param ofLabel its calibrated probability of that label
     * @param ofTruth its calibrated probability of the true class
     */
    record Said(ProductClass label, double ofLabel, double ofTruth) {
        static Said of(ScoredImages scored, int number) {
            double[] probabilities = scored.predictions().probabilities(number, scored.temperature());
            int label = scored.predictions().predicted(number);
            return new Said(
                    scored.images().classes().list().get(label),
                    probabilities[label],
                    probabilities[scored.predictions().label(number)]);
        }
    }

    static Disagreement of(ScoredImages a, ScoredImages b, int number) {
        return new Disagreement(
                number,
                a.images().image(number),
                a.images().classes().list().get(a.images().label(number)),
                Said.of(a, number),
                Said.of(b, number));
    }
}
