package io.fashionstream.stream.model;

import io.fashionstream.event.ModelRollout.Speed;
import io.fashionstream.event.Precision;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How fast the two networks of one model ran beside each other, for each size of batch. */
record SpeedComparison(List<Pair> pairs) {
    /** How many times as fast the quantised network must be: a smaller gain may be an error of the measurement. */
    private static final double NEEDED = 1.1;

    SpeedComparison {
        pairs = List.copyOf(pairs);
    }

    /**
     * One size of batch.
     *
     * @param trained images per second of the network as it was trained
     * @param quantised images per second of the quantised network
     */
    record Pair(int batchImages, double trained, double quantised) {
        private double times() {
            return quantised / trained;
        }

        private String inWords() {
            String batch = batchImages == 1 ? "with single images" : "in batches of " + batchImages;
            return String.format(Locale.ROOT, "%.2f times as fast as fp32 %s", times(), batch);
        }

        private Stream<Speed> speeds() {
            return Stream.of(
                    new Speed(Precision.FP32, batchImages, trained), new Speed(Precision.INT8, batchImages, quantised));
        }
    }

    /** Whether the quantised network is faster with every size of batch, by a margin. */
    boolean isQuantisedFaster() {
        return pairs.stream().allMatch(pair -> pair.times() >= NEEDED);
    }

    /** What was measured, and what it would have taken if that was not enough. */
    String inWords() {
        String measured = pairs.stream().map(Pair::inWords).collect(Collectors.joining(", ", "int8 ran ", ""));
        return isQuantisedFaster() ? measured : measured + String.format(Locale.ROOT, "; it takes %.2f", NEEDED);
    }

    List<Speed> speeds() {
        return pairs.stream().flatMap(Pair::speeds).toList();
    }
}
