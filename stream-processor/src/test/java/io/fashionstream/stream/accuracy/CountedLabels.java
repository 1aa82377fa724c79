package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;

/** Labels of a model of Fashion-MNIST, to be counted. */
final class CountedLabels {
    private CountedLabels() {}

    static CountedLabel of(Category predicted) {
        return new CountedLabel(
                0, Classes.FASHION_MNIST.categories(), predicted, 900_000, null, null, CountedLabel.NO_STEP);
    }
}
