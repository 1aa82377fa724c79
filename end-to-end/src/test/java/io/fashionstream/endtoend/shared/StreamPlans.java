package io.fashionstream.endtoend.shared;

import io.fashionstream.testkit.catalogue.StreamPlan;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.stream.IntStream;

/** Plans of as many images as a test wants, from the few of the sample. */
public final class StreamPlans {
    private StreamPlans() {}

    /** {@code images} good ones, and one broken among each hundred. */
    public static StreamPlan of(int images, double imagesPerSecond) {
        LabelledImages sample = TestModels.testImages();
        int[] again = IntStream.range(0, images).map(i -> i % sample.size()).toArray();
        return StreamPlan.of(sample.select(again), images / 100, imagesPerSecond);
    }
}
