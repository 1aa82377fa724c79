package io.fashionstream.saliency;

import static io.fashionstream.check.Check.require;

import io.fashionstream.image.ImageTensor;

/**
 * For each pixel of an image how far a class's log-odds fall where the pixel is covered, in nats; under 0 they rise. A fall of
 * ln 2 halves the odds. Immutable.
 */
public final class HeatMap {
    private final double[] falls;

    HeatMap(double[] falls) {
        require(falls.length == ImageTensor.PIXELS, "expected %d pixels, got %d", ImageTensor.PIXELS, falls.length);
        this.falls = falls;
    }

    /** The fall at row {@code y}, column {@code x}. */
    public double at(int x, int y) {
        return falls[y * ImageTensor.SIDE_PIXELS + x];
    }

    /** The largest fall or rise of all, at least 0: what a picture of the map is scaled by. */
    public double strongest() {
        double strongest = 0;
        for (double fall : falls) {
            strongest = Math.max(strongest, Math.abs(fall));
        }
        return strongest;
    }

    /** All falls, row by row from the top left; a copy. */
    public double[] toArray() {
        return falls.clone();
    }
}
