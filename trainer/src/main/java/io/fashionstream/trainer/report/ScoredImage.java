package io.fashionstream.trainer.report;

import io.fashionstream.event.ProductClass;
import io.fashionstream.image.ImageTensor;

/**
 * One image with the label that a model gave it.
 *
 * @param number place in its set, from 0
 * @param confidence the model's in that label, calibrated, in [0, 1]
 */
record ScoredImage(int number, ImageTensor image, ProductClass actual, ProductClass predicted, double confidence) {
    public boolean isRight() {
        return actual.equals(predicted);
    }
}
