package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How the images that a model learnt from lie by each {@link InputMeasure}: what drift of inputs is measured against.
 *
 * @param brightness over the training images
 * @param ink over the training images
 * @param edges over the training images
 * @param energy over the validation images, because a network knows what it learnt from too well
 */
public record InputReference(Histogram brightness, Histogram ink, Histogram edges, Histogram energy) {
    /** Bins of each measure. */
    public static final int BINS = 10;

    /**
     * Images by bin. A value that equals a limit lies above it.
     *
     * @param limits between the bins, ascending, one fewer than bins
     * @param images in each bin
     */
    public record Histogram(List<Double> limits, List<Long> images) {
        public Histogram {
            limits = List.copyOf(limits);
            images = List.copyOf(images);
            require(
                    limits.size() == BINS - 1 && images.size() == BINS,
                    "a reference needs %s bins and a limit between each two, got %s and %s limits",
                    BINS,
                    images.size(),
                    limits.size());
            for (int i = 0; i < limits.size(); i++) {
                require(
                        Double.isFinite(limits.get(i)) && (i == 0 || limits.get(i) >= limits.get(i - 1)),
                        "limits of a reference must be finite and ascend, got %s",
                        limits);
            }
            require(images.stream().allMatch(count -> count >= 0), "counts must not be negative, got %s", images);
        }

        /** Ten bins that hold about equally many of {@code values}, as far as equal values let them. */
        public static Histogram ofTenths(double[] values) {
            require(values.length >= 1, "a reference needs at least 1 image, got none");
            double[] ascending = values.clone();
            Arrays.sort(ascending);
            Double[] limits = new Double[BINS - 1];
            Arrays.setAll(limits, i -> ascending[(int) ((i + 1L) * ascending.length / BINS)]);
            Histogram empty = new Histogram(List.of(limits), Collections.nCopies(BINS, 0L));
            long[] images = new long[BINS];
            for (double value : values) {
                images[empty.bin(value)]++;
            }
            return new Histogram(List.of(limits), Arrays.stream(images).boxed().toList());
        }

        /** The bin of a value, 0 to 9. */
        public int bin(double value) {
            int bin = 0;
            while (bin < BINS - 1 && value >= limits.get(bin)) {
                bin++;
            }
            return bin;
        }
    }

    /** The bins of an image with these values. */
    public InputBins bins(double brightnessValue, double inkValue, double edgesValue, double energyValue) {
        return new InputBins(
                brightness.bin(brightnessValue), ink.bin(inkValue), edges.bin(edgesValue), energy.bin(energyValue));
    }

    public Histogram histogram(InputMeasure measure) {
        return switch (measure) {
            case BRIGHTNESS -> brightness;
            case INK -> ink;
            case EDGES -> edges;
            case ENERGY -> energy;
        };
    }
}
