package io.fashionstream.trainer.report;

import io.fashionstream.event.ProductClass;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.saliency.HeatMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One image with the label that a model gave it.
 *
 * @param number place in its set, from 0
 * @param confidence the model's in that label, calibrated, in [0, 1]
 * @param heat what the label rests on; null if nobody asked
 */
record ScoredImage(
        int number,
        ImageTensor image,
        ProductClass actual,
        ProductClass predicted,
        double confidence,
        @Nullable HeatMap heat) {
    public boolean isRight() {
        return actual.equals(predicted);
    }

    /** By what the odds of the label are divided at most where a part of the image is covered; for people to read. */
    public String odds() {
        double nats = heat == null ? 0 : heat.strongest();
        return String.format(Locale.ROOT, nats < Math.log(10) ? "%.1f" : "%,.0f", Math.exp(nats));
    }
}
