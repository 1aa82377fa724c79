package io.fashionstream.trainer.evaluation;

import io.fashionstream.event.InputReference;
import io.fashionstream.event.InputReference.Histogram;
import io.fashionstream.image.InputMeasures;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.stream.IntStream;

/** What drift of inputs will be measured against: how the images that a model learnt from lie. */
public final class InputReferences {
    private InputReferences() {}

    /**
     * Measures the pictures of {@code training}, and how the network sees images that it did not learn from: what it knows by
     * heart has another energy than anything it will meet.
     */
    public static InputReference of(LabelledImages training, Predictions validation) {
        int images = training.size();
        double[] brightness = new double[images];
        double[] ink = new double[images];
        double[] edges = new double[images];
        for (int i = 0; i < images; i++) {
            InputMeasures measures = InputMeasures.of(training.image(i));
            brightness[i] = measures.brightness();
            ink[i] = measures.ink();
            edges[i] = measures.edges();
        }
        double[] energy = IntStream.range(0, validation.size())
                .mapToDouble(validation::freeEnergy)
                .toArray();
        return new InputReference(
                Histogram.ofTenths(brightness),
                Histogram.ofTenths(ink),
                Histogram.ofTenths(edges),
                Histogram.ofTenths(energy));
    }
}
