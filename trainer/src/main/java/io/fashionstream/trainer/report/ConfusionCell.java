package io.fashionstream.trainer.report;

import io.fashionstream.event.ProductClass;
import java.util.List;

/**
 * How many images of one true category were given one label, and some of these images.
 *
 * @param support images of the true category
 * @param images some of them, by confidence: of a wrong label those of most, of a right one those of least
 */
record ConfusionCell(ProductClass actual, ProductClass predicted, long count, long support, List<ScoredImage> images) {
    private static final int WRONG_SHOWN = 12;
    private static final int RIGHT_SHOWN = 4;

    ConfusionCell {
        images = List.copyOf(images);
    }

    /** How many images of such a pair a page shows at most. */
    static int shown(ProductClass actual, ProductClass predicted) {
        return actual.equals(predicted) ? RIGHT_SHOWN : WRONG_SHOWN;
    }

    public boolean isRight() {
        return actual.equals(predicted);
    }

    /** Of the true category's images, in [0, 1]. */
    public double share() {
        return (double) count / Math.max(1, support);
    }

    /** How deep its colour is, in percent; the root makes a few mistakes among many images visible. */
    public double depth() {
        return 100 * (isRight() ? share() : Math.sqrt(share()));
    }
}
