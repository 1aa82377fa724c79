package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

/**
 * In which bin of its model's {@link InputReference} an image lies by each {@link InputMeasure}, 0 to 9.
 *
 * @param brightness mean gray value
 * @param ink share of values that are not background
 * @param edges mean distance of neighbours
 * @param energy free energy of the logits
 */
public record InputBins(int brightness, int ink, int edges, int energy) {
    public InputBins {
        check(brightness);
        check(ink);
        check(edges);
        check(energy);
    }

    private static void check(int bin) {
        require(bin >= 0 && bin < InputReference.BINS, "an input bin must be 0 to 9, got %s", bin);
    }

    /** The bin by one measure. */
    public int of(InputMeasure measure) {
        return switch (measure) {
            case BRIGHTNESS -> brightness;
            case INK -> ink;
            case EDGES -> edges;
            case ENERGY -> energy;
        };
    }
}
